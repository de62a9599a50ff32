package dev.streamecho.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import com.amazonaws.services.lambda.runtime.events.TimeWindowEventResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Adds up the payments of each window, and logs the sum at its end. */
public final class RevenueHandler implements RequestHandler<DynamodbTimeWindowEvent, TimeWindowEventResponse> {

    @Override
    public TimeWindowEventResponse handleRequest(DynamodbTimeWindowEvent event, Context context) {
        BigDecimal sum = new BigDecimal(event.getState().getOrDefault("sum", "0"));
        for (DynamodbStreamRecord record : event.getRecords()) {
            sum = sum.add(
                    new BigDecimal(record.getDynamodb().getNewImage().get("amount").getN()));
        }
        if (Boolean.TRUE.equals(event.getIsFinalInvokeForWindow())) {
            context.getLogger().log("revenue until " + event.getWindow().getEnd() + ": " + sum);
        }
        return TimeWindowEventResponse.builder()
                .withState(Map.of("sum", sum.toString()))
                .withBatchItemFailures(List.of())
                .build();
    }
}
