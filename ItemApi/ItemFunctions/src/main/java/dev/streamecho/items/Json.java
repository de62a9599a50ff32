package dev.streamecho.items;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** How these functions read and write JSON. */
final class Json {
    // In DynamoDB a name may have 64 KB, which is above Jackson's limit; a payload of 6 MB is the limit of all.
    private static final int MAX_NAME_LENGTH = 6 * 1024 * 1024;

    /** Makes parsers and generators. It is thread-safe. */
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(MAX_NAME_LENGTH)
                    .build())
            .build();

    private Json() {}
}
