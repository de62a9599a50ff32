package dev.streamecho.items;

import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

/** Tables in AWS's DynamoDB Local, which starts once for all tests. */
final class LocalTables {
    static final DynamoDbClient CLIENT = DynamoDBEmbedded.create().dynamoDbClient();

    private LocalTables() {}

    /** The name of a new, empty table with the key of template.yaml. */
    static String create() {
        String name = "ItemTable-" + UUID.randomUUID();
        KeySchemaElement key = KeySchemaElement.builder()
                .attributeName("itemKey")
                .keyType(KeyType.HASH)
                .build();
        AttributeDefinition attribute = AttributeDefinition.builder()
                .attributeName("itemKey")
                .attributeType(ScalarAttributeType.S)
                .build();
        CLIENT.createTable(table -> table.tableName(name)
                .keySchema(key)
                .attributeDefinitions(attribute)
                .billingMode(BillingMode.PAY_PER_REQUEST));
        return name;
    }
}
