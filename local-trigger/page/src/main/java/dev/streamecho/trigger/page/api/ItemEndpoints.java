package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.page.api.TableDescriptions.Table;
import dev.streamecho.trigger.stack.StackRun;
import dev.streamecho.trigger.table.ItemJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The items of the tables that are in this process. Those of a table elsewhere are not touched. */
final class ItemEndpoints {
    private static final int USUAL_PAGE = 50;
    private static final int LONGEST_PAGE = 1_000;
    private static final int MOST_GENERATED = 10_000;

    private final StackRun stack;
    private final TableDescriptions tables;

    ItemEndpoints(StackRun stack) {
        this.stack = stack;
        this.tables = new TableDescriptions(stack);
    }

    void addTo(Router router) {
        router.add("GET", "/tables/{table}/items", this::read)
                .add("POST", "/tables/{table}/items", this::put)
                .add("DELETE", "/tables/{table}/items", this::delete)
                .add("POST", "/tables/{table}/generate", this::generate);
    }

    private Answer read(Call call) throws IOException {
        Table table = table(call);
        int limit = call.number("limit", LONGEST_PAGE).orElse(USUAL_PAGE);
        ItemPage page = refusing(() -> new ItemReading(client(), table)
                .page(call.queries("key."), limit, call.query("start").map(PageStart::parse)));
        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("items");
        for (Map<String, AttributeValue> item : page.items()) {
            items.add(Call.JSON.readTree(ItemJson.typed(item)));
        }
        page.next().map(PageStart::token).ifPresent(next -> json.put("next", next));
        return Answer.json(json);
    }

    private Answer put(Call call) throws IOException {
        Table table = table(call);
        Map<String, AttributeValue> item = attributes(call.body(), "item");
        refusing(() ->
                client().putItem(request -> request.tableName(table.tableName()).item(item)));
        return Answer.json(Json.object());
    }

    private Answer delete(Call call) throws IOException {
        Table table = table(call);
        Map<String, AttributeValue> key = attributes(call.body(), "key");
        refusing(() -> client().deleteItem(
                        request -> request.tableName(table.tableName()).key(key)));
        return Answer.json(Json.object());
    }

    private Answer generate(Call call) throws IOException {
        Table table = table(call);
        ObjectNode body = call.body();
        JsonNode count = body.path("count");
        if (!count.canConvertToInt() || count.intValue() < 1 || count.intValue() > MOST_GENERATED) {
            throw ApiException.invalid("count is %s; use 1 to %d".formatted(count, MOST_GENERATED), "count");
        }
        ItemPattern pattern = new ItemPattern(object(body, "pattern"), table.keys());
        for (int n = 1; n <= count.intValue(); n++) {
            Map<String, AttributeValue> item = attributes(pattern.item(n), "pattern");
            refusing(() -> client().putItem(
                            request -> request.tableName(table.tableName()).item(item)));
        }
        return Answer.json(Json.object().put("written", count.intValue()));
    }

    private static Map<String, AttributeValue> attributes(ObjectNode body, String member) {
        return attributes((JsonNode) object(body, member), member);
    }

    private static Map<String, AttributeValue> attributes(JsonNode json, String member) {
        try {
            return ItemJson.attributes(json);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("The %s is wrong: %s".formatted(member, e.getMessage()));
        }
    }

    private static ObjectNode object(ObjectNode body, String member) {
        if (body.path(member) instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.invalid("The body has no %s, an object".formatted(member), member);
    }

    /** @throws ApiException if there is none of the path's name */
    private Table table(Call call) {
        String name = call.path("table");
        List<Table> all = tables.all();
        return all.stream()
                .filter(table ->
                        table.logicalId().equals(name) || table.tableName().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("There is no table %s; there is %s"
                        .formatted(
                                name,
                                all.isEmpty()
                                        ? "none"
                                        : all.stream().map(Table::logicalId).collect(Collectors.joining(", ")))));
    }

    private DynamoDbClient client() {
        return stack.client()
                .orElseThrow(() -> ApiException.conflict(
                        "The tables are not in this process but at %s, so their items are not read or written here"
                                .formatted(stack.dynamoDb())));
    }

    /** What DynamoDB is asked. */
    @FunctionalInterface
    private interface Request<T> {
        T make();
    }

    /** Makes a request that DynamoDB may refuse. */
    private static <T> T refusing(Request<T> request) {
        try {
            return request.make();
        } catch (DynamoDbException e) {
            throw ApiException.invalid(
                    "DynamoDB refuses it: " + e.awsErrorDetails().errorMessage());
        }
    }
}
