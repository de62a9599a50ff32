package dev.streamecho.trigger.table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * Calls DynamoDB Local in this process: no HTTP, no credentials. It has the operations that the trigger uses; every other
 * one throws {@link UnsupportedOperationException}. This class is thread-safe.
 */
record InProcessClient(ObservedDynamoDbLocal handler) implements DynamoDbClient {

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return handler.createTable("", "", request);
    }

    @Override
    public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        return handler.deleteTable("", "", request);
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return handler.describeTable("", "", request);
    }

    @Override
    public UpdateTableResponse updateTable(UpdateTableRequest request) {
        return handler.updateTable("", "", request);
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return handler.describeTimeToLive("", "", request);
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return handler.updateTimeToLive("", "", request);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return handler.getItem("", "", request);
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return handler.scan("", "", request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return handler.query("", "", request);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return handler.putItem("", "", request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return handler.updateItem("", "", request);
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return handler.deleteItem("", "", request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return handler.transactWriteItems("", "", request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // The handler is its maker's.
    }
}
