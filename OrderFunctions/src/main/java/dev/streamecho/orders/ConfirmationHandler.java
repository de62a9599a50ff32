package dev.streamecho.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.List;
import java.util.Map;

/** Confirms each new order by mail. If the mail server fails, the batch continues later with that order. */
public final class ConfirmationHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final Mailer mailer;

    /** Makes the one that Lambda runs, which writes its mails to the log. */
    public ConfirmationHandler() {
        this((email, order) -> System.out.printf("order %s is confirmed to %s%n", order, email));
    }

    ConfirmationHandler(Mailer mailer) {
        this.mailer = mailer;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        for (DynamodbStreamRecord record : event.getRecords()) {
            Map<String, AttributeValue> order = record.getDynamodb().getNewImage();
            String id = order.get("id").getS();
            if (!order.containsKey("email")) {
                throw new IllegalArgumentException("order " + id + " has no email");
            }
            try {
                mailer.confirm(order.get("email").getS(), id);
            } catch (MailServerException e) {
                context.getLogger().log("order " + id + " is confirmed later: " + e.getMessage());
                return new StreamsEventResponse(
                        List.of(new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
            }
        }
        return new StreamsEventResponse(List.of());
    }
}
