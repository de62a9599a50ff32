package dev.streamecho.items;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** The table of the items. It is thread-safe. */
final class ItemTable {
    private final DynamoDbClient client;
    private final String name;

    ItemTable(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * The item with this key, as it is after every write that was answered before in this region.
     *
     * @throws Refusal if there is none
     * @throws software.amazon.awssdk.core.exception.SdkException if DynamoDB cannot be asked, or refuses
     */
    Map<String, AttributeValue> get(String key) {
        Map<String, AttributeValue> item = client.getItem(GetItemRequest.builder()
                        .tableName(name)
                        .key(Map.of(ItemKey.NAME, AttributeValue.fromS(key)))
                        .consistentRead(true)
                        .build())
                .item();
        if (item.isEmpty()) {
            throw Refusal.notFound();
        }
        return item;
    }

    /**
     * Puts the item, in place of the one with its key if there is one.
     *
     * @param onlyIfNew whether one that is there stays
     * @return whether it is new
     * @throws Refusal if it is too large, or there is one and it should be new
     * @throws software.amazon.awssdk.core.exception.SdkException if DynamoDB cannot be asked, or refuses
     */
    boolean put(Map<String, AttributeValue> item, boolean onlyIfNew) {
        if (ItemSize.of(item) > ItemSize.LIMIT) {
            throw Refusal.tooLarge();
        }
        PutItemRequest.Builder put =
                PutItemRequest.builder().tableName(name).item(item).returnValues(ReturnValue.ALL_OLD);
        if (onlyIfNew) {
            put.conditionExpression("attribute_not_exists(" + ItemKey.NAME + ")");
        }
        try {
            return client.putItem(put.build()).attributes().isEmpty();
        } catch (ConditionalCheckFailedException e) {
            throw Refusal.preconditionFailed();
        } catch (DynamoDbException e) {
            throw isTooLarge(e) ? Refusal.tooLarge() : e;
        }
    }

    private static boolean isTooLarge(DynamoDbException e) {
        return e.awsErrorDetails() != null
                && "ValidationException".equals(e.awsErrorDetails().errorCode())
                && e.awsErrorDetails().errorMessage().contains("Item size");
    }
}
