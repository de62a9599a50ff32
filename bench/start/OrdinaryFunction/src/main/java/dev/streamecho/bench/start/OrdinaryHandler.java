package dev.streamecho.bench.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;

/** Prints the records of a stream as most samples do. */
public final class OrdinaryHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        try {
            for (DynamodbStreamRecord record : event.getRecords()) {
                System.out.println(MAPPER.writeValueAsString(record));
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return new StreamsEventResponse(List.of());
    }
}
