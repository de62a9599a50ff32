package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Makes the tables of a template in DynamoDB Local, or takes those that an earlier run left in the data directory.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html">
 *     AWS::DynamoDB::Table</a>
 */
public final class Tables {
    /** The properties, at any depth, that DynamoDB Local understands and that change what a table does. */
    private static final Set<String> PROPERTIES = Set.of(
            "AttributeDefinitions",
            "AttributeName",
            "AttributeType",
            "BillingMode",
            "DeletionProtectionEnabled",
            "GlobalSecondaryIndexes",
            "IndexName",
            "KeySchema",
            "KeyType",
            "LocalSecondaryIndexes",
            "NonKeyAttributes",
            "Projection",
            "ProjectionType",
            "ProvisionedThroughput",
            "ReadCapacityUnits",
            "StreamSpecification",
            "StreamViewType",
            "WriteCapacityUnits");

    private final DynamoDbClient client;
    private final Consumer<String> notice;

    /**
     * Makes the maker of tables.
     *
     * @param client of {@link LocalDynamoDb#client}
     * @param notice takes a line for the user when a table of an earlier run differs from the template
     */
    public Tables(DynamoDbClient client, Consumer<String> notice) {
        this.client = client;
        this.notice = notice;
    }

    /**
     * Makes the table, or takes the one of an earlier run.
     *
     * @return the ARN of its stream; empty if it has none
     * @throws UserError if DynamoDB Local refuses the table, or the earlier one has another key
     */
    public Optional<String> create(TableDefinition definition) {
        try {
            CreateTableRequest request = request(definition);
            TableDescription table = find(definition.tableName())
                    .map(found -> new KeptTable(client, definition, found, notice).update(request))
                    .orElseGet(() -> client.createTable(request).tableDescription());
            TimeToLive.set(client, definition);
            return Optional.ofNullable(table.streamSpecification())
                    .filter(StreamSpecification::streamEnabled)
                    .map(stream -> table.latestStreamArn());
        } catch (DynamoDbException e) {
            throw definition
                    .properties()
                    .error("DynamoDB refuses the table: " + e.awsErrorDetails().errorMessage());
        }
    }

    private static CreateTableRequest request(TableDefinition definition) {
        CreateTableRequest.Builder request = CreateTableRequest.builder();
        SdkValues.read(definition.properties(), (SdkPojo) request, PROPERTIES);
        request.tableName(definition.tableName());
        // CloudFormation has no StreamEnabled: who names a view type has a stream.
        definition
                .streamViewType()
                .ifPresent(viewType -> request.streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(viewType)));
        boolean isBilledAsOnlyAwsKnows = definition
                .properties()
                .get("BillingMode")
                .filter(Value::isUnknown)
                .isPresent();
        if (isBilledAsOnlyAwsKnows || definition.properties().get("Replicas").isPresent()) {
            // A global table's throughput is written in other words, and has no effect here.
            request.billingMode(BillingMode.PAY_PER_REQUEST);
            request.provisionedThroughput((ProvisionedThroughput) null);
        }
        return request.build();
    }

    private Optional<TableDescription> find(String tableName) {
        try {
            return Optional.of(client.describeTable(describe -> describe.tableName(tableName))
                    .table());
        } catch (DynamoDbException e) {
            if (e.awsErrorDetails().errorCode().equals("ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
