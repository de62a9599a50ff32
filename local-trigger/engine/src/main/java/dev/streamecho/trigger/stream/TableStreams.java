package dev.streamecho.trigger.stream;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The streams that a table has one after the other: each time a stream is switched on it is a new one, with an ARN of its
 * own, and the one before can be read for another 24 hours. This class is thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html">DynamoDB Streams</a>
 */
public final class TableStreams {
    /** A stream's label, the end of its ARN, is the time at which it was switched on. */
    private static final Comparator<String> OLDEST_FIRST = Comparator.<String, String>comparing(
                    arn -> arn.substring(arn.lastIndexOf('/') + 1))
            .thenComparing(Comparator.naturalOrder());

    /** A page has up to 100 streams, and a stream is listed for a day. */
    private static final int MOST_PAGES = 1_000;

    private final DynamoDbClient tables;
    private final DynamoDbStreamsClient streams;
    private final String tableName;
    private final Function<String, EventStream> open;

    /** Whether the table has a stream now. */
    public enum State {
        ON,
        OFF,
        /** The table was deleted. */
        NO_TABLE
    }

    /**
     * Makes the streams of a table; the clients stay the caller's.
     *
     * @param open makes the stream with an ARN
     */
    public TableStreams(
            DynamoDbClient tables,
            DynamoDbStreamsClient streams,
            String tableName,
            Function<String, EventStream> open) {
        this.tables = tables;
        this.streams = streams;
        this.tableName = tableName;
        this.open = open;
    }

    public String tableName() {
        return tableName;
    }

    /**
     * Returns whether the table has a stream now.
     *
     * @throws StreamException if the service does not answer as it should
     */
    public State state() {
        Optional<TableDescription> table = describe();
        if (table.isEmpty()) {
            return State.NO_TABLE;
        }
        return hasStream(table.get()) ? State.ON : State.OFF;
    }

    /**
     * Returns the ARNs of all streams of a table of that name that can still be read, the oldest first.
     *
     * @throws StreamException if the service does not answer as it should
     */
    public List<String> arns() {
        TreeSet<String> arns = new TreeSet<>(OLDEST_FIRST);
        // Not every stand-in lists a stream as soon as the table has it.
        describe()
                .filter(TableStreams::hasStream)
                .map(TableDescription::latestStreamArn)
                .ifPresent(arns::add);
        String last = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            ListStreamsRequest request = ListStreamsRequest.builder()
                    .tableName(tableName)
                    .exclusiveStartStreamArn(last)
                    .build();
            ListStreamsResponse response = SdkStream.call(() -> streams.listStreams(request));
            response.streams().stream().map(Stream::streamArn).forEach(arns::add);
            last = response.lastEvaluatedStreamArn();
            if (last == null) {
                break;
            }
        }
        return List.copyOf(arns);
    }

    /**
     * Returns the ARNs of the streams that were switched on after that one, the oldest first.
     *
     * @throws StreamException if the service does not answer as it should
     */
    public List<String> after(String streamArn) {
        return arns().stream()
                .filter(arn -> OLDEST_FIRST.compare(arn, streamArn) > 0)
                .toList();
    }

    /** Returns the stream with this ARN, on or off. */
    public EventStream open(String streamArn) {
        return open.apply(streamArn);
    }

    private Optional<TableDescription> describe() {
        return SdkStream.call(() -> {
            try {
                return Optional.of(tables.describeTable(request -> request.tableName(tableName))
                        .table());
            } catch (AwsServiceException e) {
                if (e.awsErrorDetails() != null
                        && "ResourceNotFoundException"
                                .equals(e.awsErrorDetails().errorCode())) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private static boolean hasStream(TableDescription table) {
        return table.streamSpecification() != null
                && table.streamSpecification().streamEnabled();
    }
}
