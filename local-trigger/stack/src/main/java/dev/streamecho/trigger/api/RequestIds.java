package dev.streamecho.trigger.api;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The ids that API Gateway gives to a request, in its forms. */
final class RequestIds {
    private static final int EXTENDED_BYTES = 11;

    private RequestIds() {}

    /** Of a REST API. */
    static String rest() {
        return UUID.randomUUID().toString();
    }

    /** Of an HTTP API: {@code JKJaXmPLvHcESHA=}. */
    static String http() {
        byte[] bytes = new byte[EXTENDED_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** Returns the second id of a request to a REST API, in the form of an HTTP API's; always the same for the same request. */
    static String extended(String restId) {
        byte[] bytes = new byte[EXTENDED_BYTES];
        ByteBuffer.wrap(bytes).putLong(UUID.fromString(restId).getMostSignificantBits());
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
