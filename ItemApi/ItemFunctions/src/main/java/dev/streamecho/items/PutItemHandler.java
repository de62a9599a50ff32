package dev.streamecho.items;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@code POST /items}: puts the item in the body. Answers with 201 if it is new, or 200 if it replaced another one. With
 * the header {@code If-None-Match: *} it replaces nothing, and answers with 412 instead.
 *
 * <p>This class is thread-safe.
 */
public final class PutItemHandler extends RestHandler {
    private static final String NAME = "name";

    /** A typical request. */
    static final String REHEARSED =
            "{\"headers\":{\"Accept\":\"*/*\"},\"body\":\"{\\\"itemKey\\\":\\\"1\\\",\\\"name\\\":\\\"\\\",\\\"n\\\":[1]}\"}";

    private final ItemTable table;

    /**
     * Makes the client of the table that the environment variable {@code TABLE} names, and rehearses a request.
     *
     * @throws IllegalStateException if {@code TABLE} or {@code AWS_REGION} is not set
     */
    public PutItemHandler() {
        this(RehearsedTable.open(System.getenv(), PutItemHandler::new, REHEARSED));
    }

    PutItemHandler(ItemTable table) {
        this.table = table;
    }

    @Override
    Response answer(Request request) {
        if (request.body() == null) {
            throw Refusal.badRequest("The body is missing; it must be an object with itemKey and name");
        }
        boolean onlyIfNew = onlyIfNew(request.headers().get("if-none-match"));
        Map<String, AttributeValue> item = ItemReader.read(request.body());
        String key = ItemKey.require(string(item, ItemKey.NAME));
        string(item, NAME);
        boolean isNew = table.put(item, onlyIfNew);
        Response response = Response.json(isNew ? 201 : 200, Response.object(ItemKey.NAME, key));
        return isNew ? response.with("Location", "items/" + ItemKey.encode(key)) : response;
    }

    private static boolean onlyIfNew(String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.strip().equals("*")) {
            throw Refusal.badRequest("If-None-Match must be *: the items have no entity tags");
        }
        return ifNoneMatch != null;
    }

    private static String string(Map<String, AttributeValue> item, String field) {
        AttributeValue value = item.get(field);
        if (value == null) {
            throw Refusal.badRequest(field + " is missing");
        }
        if (value.s() == null) {
            throw Refusal.badRequest(field + " must be a string");
        }
        return value.s();
    }
}
