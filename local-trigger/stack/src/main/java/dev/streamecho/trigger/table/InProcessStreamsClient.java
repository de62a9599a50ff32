package dev.streamecho.trigger.table;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Calls DynamoDB Local's streams in this process: no HTTP, no credentials. This class is thread-safe.
 *
 * <p>A call runs on a thread of the client's own, because DynamoDB Local fails in a thread that is interrupted and clears
 * its interrupt flag. The caller may be interrupted, which is an {@link AbortedException} with the flag set.
 */
final class InProcessStreamsClient implements DynamoDbStreamsClient {
    private static final long LAST_CALLS_SECONDS = 5;

    private final ObservedDynamoDbLocal handler;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "stream-calls");
        thread.setDaemon(true);
        return thread;
    });

    InProcessStreamsClient(ObservedDynamoDbLocal handler) {
        this.handler = handler;
    }

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        return call(() -> handler.describeStream("", "", request));
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        return call(() -> handler.getShardIterator("", "", request));
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        return call(() -> handler.getRecords("", "", request));
    }

    @Override
    public ListStreamsResponse listStreams(ListStreamsRequest request) {
        return call(() -> handler.listStreams("", "", request));
    }

    private <T> T call(Supplier<T> call) {
        try {
            return threads.submit(call::get).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        } catch (RejectedExecutionException e) {
            throw SdkClientException.create("DynamoDB Local is closed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Lets the calls under way end; later ones fail. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(LAST_CALLS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
