package dev.streamecho.trigger.http;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Whom a request names as the one that it is for. */
final class HostHeader {
    private HostHeader() {}

    /** The {@code Host}; empty text if there is none. */
    static String of(Request request) {
        return Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.HOST), "");
    }

    /** The first name, in the header or before the path, that is not one of ours. */
    static Optional<String> stranger(Request request, Predicate<String> isOurs) {
        String authority = request.getHttpURI().getAuthority();
        return Stream.of(of(request), Objects.requireNonNullElse(authority, ""))
                .distinct()
                .filter(isOurs.negate())
                .findFirst()
                .map(name -> name.isEmpty() ? "(none)" : name);
    }
}
