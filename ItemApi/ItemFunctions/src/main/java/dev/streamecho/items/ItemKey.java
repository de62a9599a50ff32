package dev.streamecho.items;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;

/** The key of an item, as a string and in a URL. */
final class ItemKey {
    /** The name of the table's key. */
    static final String NAME = "itemKey";

    private static final int MAX_BYTES = 2048;

    private ItemKey() {}

    /**
     * Returns the key in a path parameter.
     *
     * @throws Refusal if it is missing, cannot be decoded, or is not a valid key
     */
    static String decode(String pathParameter) {
        if (pathParameter == null) {
            throw Refusal.badRequest(NAME + " is missing");
        }
        try {
            // In a path, a plus is a plus.
            return require(URLDecoder.decode(pathParameter.replace("+", "%2B"), UTF_8));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(NAME + " is not encoded as a part of a URL: % must be %25");
        }
    }

    /** Returns the key encoded as a segment of a path. */
    static String encode(String key) {
        return URLEncoder.encode(key, UTF_8).replace("+", "%20");
    }

    /**
     * Returns the key, if it is one that DynamoDB accepts.
     *
     * @throws Refusal if it is empty or too long
     */
    static String require(String key) {
        if (key.isEmpty()) {
            throw Refusal.badRequest(NAME + " is empty");
        }
        int length = ItemSize.utf8Length(key);
        if (length > MAX_BYTES) {
            throw Refusal.badRequest(NAME + " has " + length + " bytes in UTF-8, and may have 2048");
        }
        return key;
    }
}
