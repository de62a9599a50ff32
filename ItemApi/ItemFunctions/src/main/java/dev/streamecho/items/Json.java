package dev.streamecho.items;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** How these functions read and write JSON. */
final class Json {
    // Jackson's own limits would be reported as mistakes in the JSON. Nothing is longer than a payload of 6 MB, and
    // what
    // DynamoDB does not store is refused by name.
    private static final int MAX_LENGTH = 6 * 1024 * 1024;

    /** Makes parsers and generators. This object is thread-safe. */
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(MAX_LENGTH)
                    .maxNumberLength(MAX_LENGTH)
                    .build())
            .build();

    private Json() {}
}
