package dev.streamecho.bench.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.crac.Core;
import org.crac.Resource;

/** The same, primed: before the snapshot it does all that an invocation does, so that this is in the snapshot. */
public final class PrimedHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse>, Resource {
    private static final String EVENT = """
            {"Records": [{"eventID": "1", "eventName": "INSERT", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
             "awsRegion": "eu-central-1", "dynamodb": {"ApproximateCreationDateTime": 1479499740, "Keys": {"id": {"S": "1"}},
             "NewImage": {"id": {"S": "1"}}, "SequenceNumber": "1", "SizeBytes": 6, "StreamViewType": "NEW_AND_OLD_IMAGES"},
             "eventSourceARN": "arn:aws:dynamodb:eu-central-1:123456789012:table/Changes/stream/2026-01-01T00:00:00.000"}]}
            """;

    private final OrdinaryHandler handler = new OrdinaryHandler();

    /** Waits for the snapshot. */
    public PrimedHandler() {
        Core.getGlobalContext().register(this);
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return handler.handleRequest(event, context);
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        ClassLoader loader = getClass().getClassLoader();
        PojoSerializer<DynamodbEvent> events = LambdaEventSerializers.serializerFor(DynamodbEvent.class, loader);
        PojoSerializer<StreamsEventResponse> responses =
                LambdaEventSerializers.serializerFor(StreamsEventResponse.class, loader);
        DynamodbEvent event = events.fromJson(new ByteArrayInputStream(EVENT.getBytes(StandardCharsets.UTF_8)));
        responses.toJson(handleRequest(event, null), new ByteArrayOutputStream());
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // Nothing in it becomes stale.
    }
}
