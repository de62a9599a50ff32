package dev.streamecho.items;

/**
 * {@code GET /items/{itemKey}}: answers with the item as plain JSON, or with 404.
 *
 * <p>This class is thread-safe.
 */
public final class GetItemHandler extends RestHandler {
    /** A typical request. */
    static final String REHEARSED = "{\"pathParameters\":{\"itemKey\":\"1\"},\"headers\":{\"Accept\":\"*/*\"}}";

    private final ItemTable table;

    /**
     * Makes the client of the table that the environment variable {@code TABLE} names, and rehearses a request.
     *
     * @throws IllegalStateException if {@code TABLE} or {@code AWS_REGION} is not set
     */
    public GetItemHandler() {
        this(RehearsedTable.open(System.getenv(), GetItemHandler::new, REHEARSED));
    }

    GetItemHandler(ItemTable table) {
        this.table = table;
    }

    @Override
    Response answer(Request request) {
        String key = ItemKey.decode(request.pathParameters().get(ItemKey.NAME));
        return Response.json(200, ItemWriter.write(table.get(key)));
    }
}
