package dev.streamecho.echo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Handles the batches of a DynamoDB stream: passes the records of the configured event types to {@link RecordHandler}, one
 * after the other, and returns a partial batch response. The first record that fails ends the batch: that record and all
 * after it are reported as failed, so that the service retries them in their order.
 *
 * <p>This class is thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Partial batch
 *     response with DynamoDB</a>
 */
public final class EchoHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final EventTypes eventTypes;
    private final RecordHandler recordHandler = new RecordHandler();
    private final OutputStream output;
    private final Clock clock;

    /**
     * Reads the environment variable {@code EVENT_TYPES} and writes to standard output.
     *
     * @throws IllegalStateException if {@code EVENT_TYPES} is not set, is empty or names an unknown event type
     */
    public EchoHandler() {
        // Not System.out, which swallows failures to write.
        this(System.getenv(EventTypes.VARIABLE), new FileOutputStream(FileDescriptor.out), Clock.systemUTC());
    }

    EchoHandler(String eventTypes, OutputStream output, Clock clock) {
        this.eventTypes = EventTypes.parse(eventTypes);
        this.output = output;
        this.clock = clock;
    }

    /**
     * @throws IllegalArgumentException if the event has no {@code Records}, so is not from a DynamoDB stream
     * @throws UncheckedIOException if the log cannot be written; the service then retries the whole batch
     */
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        List<DynamodbStreamRecord> records = event == null ? null : event.getRecords();
        if (records == null) {
            throw new IllegalArgumentException("The event has no Records: it is not from a DynamoDB stream");
        }
        return handle(records, new InvocationLog(output, clock, context));
    }

    private StreamsEventResponse handle(List<DynamodbStreamRecord> records, InvocationLog log) {
        int echoed = 0;
        int filtered = 0;
        for (DynamodbStreamRecord record : records) {
            try {
                if (eventTypes.contains(record.getEventName())) {
                    requireChange(record);
                    recordHandler.handle(record, log);
                    echoed++;
                } else {
                    filtered++;
                }
            } catch (RuntimeException e) {
                // The record's images are left out: they may contain what nobody should read in a log.
                log.failedRecord(
                        "Record failed: it and all after it in the batch are reported as failed",
                        e,
                        "eventID",
                        record.getEventID(),
                        "eventName",
                        record.getEventName());
                break;
            }
        }
        List<DynamodbStreamRecord> failed = records.subList(echoed + filtered, records.size());
        logCounts(records.size(), echoed, filtered, failed.size(), log);
        return failures(failed);
    }

    private static void requireChange(DynamodbStreamRecord record) {
        if (record.getDynamodb() == null) {
            throw new IllegalArgumentException("The record has no dynamodb");
        }
    }

    private static void logCounts(int received, int echoed, int filtered, int failed, InvocationLog log) {
        if (failed == 0) {
            log.info("Batch done", "received", received, "echoed", echoed, "filtered", filtered);
        } else {
            log.info("Batch done", "received", received, "echoed", echoed, "filtered", filtered, "failed", failed);
        }
    }

    /**
     * The response for what has failed. A record without a sequence number gives an empty identifier, which the service
     * treats as a failure of the whole batch: it repeats records rather than losing one.
     */
    private static StreamsEventResponse failures(List<DynamodbStreamRecord> failed) {
        List<BatchItemFailure> failures = new ArrayList<>(failed.size());
        for (DynamodbStreamRecord record : failed) {
            StreamRecord change = record.getDynamodb();
            String sequenceNumber = change == null ? null : change.getSequenceNumber();
            failures.add(new BatchItemFailure(sequenceNumber == null ? "" : sequenceNumber));
        }
        return new StreamsEventResponse(failures);
    }
}
