package dev.streamecho.items;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** How these functions read and write JSON. */
final class Json {
    // Jackson's limits would be told as mistakes of JSON. A payload of 6 MB is the limit of all, and what DynamoDB does
    // not
    // store is refused by name.
    private static final int MAX_LENGTH = 6 * 1024 * 1024;

    /** Makes parsers and generators. It is thread-safe. */
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(MAX_LENGTH)
                    .maxNumberLength(MAX_LENGTH)
                    .build())
            .build();

    private Json() {}
}
