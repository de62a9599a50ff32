package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.RemoteStream;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The streams of a running local trigger, with mappings and functions that somebody else finds. */
final class LocalDeployment implements Deployment {
    /** DynamoDB Local's own numbers; those that the trigger shows now have a one before them. */
    private static final Pattern OF_EARLIER_VERSION = Pattern.compile("00[0-9]{19}");

    private final AwsClients clients;
    private final DynamoDbStreamsClient streams;
    private final MappedFunctions functions;

    /** Makes a deployment; closing it closes the clients and functions too. */
    LocalDeployment(AwsClients clients, String region, MappedFunctions functions) {
        this.clients = clients;
        this.streams = clients.streams(region);
        this.functions = functions;
    }

    /** DynamoDB Local keeps only the minute of a record; none is younger than the last one of the batch. */
    @Override
    public EventStream stream(StreamBatch batch) {
        return new RemoteStream(streams, batch.streamArn(), false, batch::lastArrival);
    }

    @Override
    public StreamBatch current(StreamBatch batch) {
        return isOfEarlierVersion(batch.startSequenceNumber()) && isOfEarlierVersion(batch.endSequenceNumber())
                ? batch.withNumbers(current(batch.startSequenceNumber()), current(batch.endSequenceNumber()))
                : batch;
    }

    private static boolean isOfEarlierVersion(SequenceNumber number) {
        return OF_EARLIER_VERSION.matcher(number.digits()).matches();
    }

    private static SequenceNumber current(SequenceNumber number) {
        return new SequenceNumber("1" + number.digits());
    }

    @Override
    public MappingSettings mapping(BatchDescription description) throws RedriveException {
        return functions.mapping(description);
    }

    @Override
    public LambdaFunction function(BatchDescription description) throws RedriveException {
        return functions.function(description);
    }

    @Override
    public void close() {
        functions.close();
        clients.close();
    }
}
