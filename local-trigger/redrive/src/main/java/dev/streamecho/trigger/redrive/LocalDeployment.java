package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.RemoteStream;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The streams of a running local trigger, with mappings and functions that somebody else finds. */
final class LocalDeployment implements Deployment {
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
