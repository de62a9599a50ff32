package dev.streamecho.trigger.table;

import com.almworks.sqlite4java.SQLiteException;
import dev.streamecho.trigger.stream.Positions;
import dev.streamecho.trigger.stream.Positions.Standing;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.dynamodb.services.exceptions.AWSExceptionFactory;
import software.amazon.dynamodb.services.exceptions.AmazonServiceExceptionType;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

/**
 * DynamoDB Local with observers: its operations, for whatever credentials and region, of which the writes are observed, and
 * whose ARNs and sequence numbers are as AWS has them. This class is thread-safe.
 */
final class ObservedDynamoDbLocal extends LocalDynamoDBRequestHandler {
    private final Optional<Path> folder;
    private final LocalArns arns;
    private final InstantSource clock;
    private final WriteObserver observer;

    private volatile NumberHistory numbers = NumberHistory.NONE;

    /**
     * Makes one that is not open yet.
     *
     * @param folder where the database is kept; in memory if empty
     */
    ObservedDynamoDbLocal(Optional<Path> folder, LocalArns arns, InstantSource clock) {
        super(0, folder.isEmpty(), folder.map(Path::toString).orElse(null), true, false);
        this.folder = folder;
        this.arns = arns;
        this.clock = clock;
        this.observer = new WriteObserver(clock, this::keySchema);
    }

    /** Opens the database, which every other call would do too, but without an epoch of sequence numbers. */
    void open() throws SQLiteException {
        if (folder.isPresent()) {
            numbers = EpochDatabase.begin(folder.get(), clock.instant());
        }
        super.listTables("", "", ListTablesRequest.builder().build());
    }

    /** Returns what is known of positions in its streams. */
    Positions positions() {
        return numbers;
    }

    private List<KeySchemaElement> keySchema(String table) {
        DescribeTableRequest request =
                DescribeTableRequest.builder().tableName(table).build();
        return super.describeTable("", "", request).table().keySchema();
    }

    void wakeReaders() {
        observer.wakeReaders();
    }

    /** Lets somebody take notes of the calls that write items, from now on. */
    void note(WriteNotes notes) {
        observer.note(notes);
    }

    TableWrites writes(String table) {
        return observer.of(table);
    }

    @Override
    public PutItemResponse putItem(String accessKey, String region, PutItemRequest request) {
        List<WrittenItem> items = List.of(WrittenItem.of(request.tableName(), request.item()));
        return observer.writing("PutItem", items, () -> super.putItem(accessKey, region, request));
    }

    @Override
    public UpdateItemResponse updateItem(String accessKey, String region, UpdateItemRequest request) {
        List<WrittenItem> items = List.of(WrittenItem.of(request.tableName(), request.key()));
        return observer.writing("UpdateItem", items, () -> super.updateItem(accessKey, region, request));
    }

    @Override
    public DeleteItemResponse deleteItem(String accessKey, String region, DeleteItemRequest request) {
        List<WrittenItem> items = List.of(WrittenItem.of(request.tableName(), request.key()));
        return observer.writing("DeleteItem", items, () -> super.deleteItem(accessKey, region, request));
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(String accessKey, String region, BatchWriteItemRequest request) {
        List<WrittenItem> items = WrittenItem.of(request.requestItems());
        return observer.writing("BatchWriteItem", items, () -> super.batchWriteItem(accessKey, region, request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(
            String accessKey, String region, TransactWriteItemsRequest request) {
        List<WrittenItem> items = WrittenItem.of(request.transactItems());
        return observer.writing(
                "TransactWriteItems", items, () -> super.transactWriteItems(accessKey, region, request));
    }

    @Override
    public ExecuteStatementResponse executeStatement(String accessKey, String region, ExecuteStatementRequest request) {
        return observer.writingSomewhere(() -> super.executeStatement(accessKey, region, request));
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(
            String accessKey, String region, BatchExecuteStatementRequest request) {
        return observer.writingSomewhere(() -> super.batchExecuteStatement(accessKey, region, request));
    }

    @Override
    public ExecuteTransactionResponse executeTransaction(
            String accessKey, String region, ExecuteTransactionRequest request) {
        return observer.writingSomewhere(() -> super.executeTransaction(accessKey, region, request));
    }

    @Override
    public CreateTableResponse createTable(String accessKey, String region, CreateTableRequest request) {
        return observer.changing(LocalArns.tableName(request.tableName()), () -> {
            CreateTableResponse response = super.createTable(accessKey, region, request);
            return response.toBuilder()
                    .tableDescription(arns.shown(response.tableDescription()))
                    .build();
        });
    }

    @Override
    public UpdateTableResponse updateTable(String accessKey, String region, UpdateTableRequest request) {
        return observer.changing(LocalArns.tableName(request.tableName()), () -> {
            UpdateTableResponse response = super.updateTable(accessKey, region, request);
            return response.toBuilder()
                    .tableDescription(arns.shown(response.tableDescription()))
                    .build();
        });
    }

    @Override
    public DeleteTableResponse deleteTable(String accessKey, String region, DeleteTableRequest request) {
        return observer.changing(LocalArns.tableName(request.tableName()), () -> {
            DeleteTableResponse response = super.deleteTable(accessKey, region, request);
            return response.toBuilder()
                    .tableDescription(arns.shown(response.tableDescription()))
                    .build();
        });
    }

    @Override
    public DescribeTableResponse describeTable(String accessKey, String region, DescribeTableRequest request) {
        DescribeTableResponse response = super.describeTable(accessKey, region, request);
        return response.toBuilder().table(arns.shown(response.table())).build();
    }

    @Override
    public ListStreamsResponse listStreams(String accessKey, String region, ListStreamsRequest request) {
        String start = arns.own(request.exclusiveStartStreamArn());
        ListStreamsResponse response = super.listStreams(
                accessKey,
                region,
                request.toBuilder().exclusiveStartStreamArn(start).build());
        return response.toBuilder()
                .streams(arns.shown(response.streams()))
                .lastEvaluatedStreamArn(arns.shown(response.lastEvaluatedStreamArn()))
                .build();
    }

    @Override
    public DescribeStreamResponse describeStream(String accessKey, String region, DescribeStreamRequest request) {
        DescribeStreamResponse response = super.describeStream(
                accessKey,
                region,
                request.toBuilder().streamArn(arns.own(request.streamArn())).build());
        StreamDescription description = response.streamDescription();
        return response.toBuilder()
                .streamDescription(description.toBuilder()
                        .streamArn(arns.shown(description.streamArn()))
                        .shards(LocalNumbers.shownOf(description.shards()))
                        .build())
                .build();
    }

    @Override
    public GetRecordsResponse getRecords(String accessKey, String region, GetRecordsRequest request) {
        GetRecordsResponse response = super.getRecords(accessKey, region, request);
        return response.toBuilder()
                .records(LocalNumbers.shownIn(response.records()))
                .build();
    }

    @Override
    public GetShardIteratorResponse getShardIterator(String accessKey, String region, GetShardIteratorRequest request) {
        GetShardIteratorRequest.Builder own = request.toBuilder().streamArn(arns.own(request.streamArn()));
        if (hasForm(request.sequenceNumber())) {
            own.sequenceNumber(ownNumber(request));
        }
        return super.getShardIterator(accessKey, region, own.build());
    }

    /** Returns whether a string is as long as a sequence number; others DynamoDB Local refuses by itself. */
    private static boolean hasForm(String sequenceNumber) {
        return sequenceNumber != null && sequenceNumber.length() >= 21 && sequenceNumber.length() <= 40;
    }

    private String ownNumber(GetShardIteratorRequest request) {
        String number = request.sequenceNumber();
        Optional<Long> own = LocalNumbers.own(number);
        if (own.isEmpty() && !LocalNumbers.isOwnForm(number)) {
            throw AWSExceptionFactory.buildAWSException(
                    AmazonServiceExceptionType.VALIDATION_EXCEPTION, "Invalid SequenceNumber for the shard");
        }
        Standing standing = numbers.of(request.shardId(), new SequenceNumber(number));
        // Just after the last record that was trimmed is the oldest one kept, but at it there is nothing.
        if (standing == Standing.HOLDS
                || (standing == Standing.TRIMMED
                        && request.shardIteratorType() == ShardIteratorType.AFTER_SEQUENCE_NUMBER)) {
            return LocalNumbers.ownDigits(own.orElseThrow());
        }
        throw AWSExceptionFactory.buildAWSException(AmazonServiceExceptionType.TRIMMED_DATA_ACCESS_EXCEPTION);
    }
}
