package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a filter pattern expects the body of a message to be. The service drops a message whose body is not of that format,
 * whatever else the pattern says.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html">Using event filtering with an Amazon SQS
 *     event source</a>
 */
enum BodyFormat {
    JSON,
    STRING,
    ANY;

    /** Of a pattern that is well-formed. */
    static BodyFormat of(JsonNode pattern) {
        JsonNode body = pattern.path("body");
        if (body.isMissingNode()) {
            return ANY;
        }
        return body.isObject() ? JSON : STRING;
    }

    boolean takes(boolean json) {
        return this == ANY || (this == JSON) == json;
    }
}
