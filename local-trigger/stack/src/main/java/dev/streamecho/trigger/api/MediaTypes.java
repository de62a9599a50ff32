package dev.streamecho.trigger.api;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which bodies are binary. */
final class MediaTypes {
    private static final String ALL = "*/*";
    private static final Set<String> TEXTS =
            Set.of("application/json", "application/xml", "application/javascript", "application/graphql");

    private MediaTypes() {}

    static String withoutParameters(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Returns whether a REST API with these {@code BinaryMediaTypes} takes a media type for binary. */
    static boolean isBinary(String mediaType, List<String> binaryMediaTypes) {
        return binaryMediaTypes.contains(ALL)
                || binaryMediaTypes.stream().anyMatch(type -> type.equalsIgnoreCase(mediaType));
    }

    /** Returns whether an HTTP API takes a body of this media type for a string, not bytes. */
    static boolean isText(String mediaType) {
        return mediaType.startsWith("text/")
                || TEXTS.contains(mediaType)
                || mediaType.endsWith("+json")
                || mediaType.endsWith("+xml");
    }
}
