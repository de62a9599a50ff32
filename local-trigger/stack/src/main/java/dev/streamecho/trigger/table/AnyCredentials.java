package dev.streamecho.trigger.table;

import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.DynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local's HTTP side for credentials of any form: by itself it needs an access key of letters and digits. */
final class AnyCredentials extends LocalDynamoDBServerHandler {
    private static final @Nullable String DEFAULT_CORS = null;

    AnyCredentials(DynamoDBRequestHandler handler) {
        super(handler, DEFAULT_CORS);
    }

    @Override
    protected String getAccessKey(Request request) {
        return "any";
    }
}
