package dev.streamecho.trigger.http;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** The host that a request is for. */
final class HostHeader {
    private HostHeader() {}

    /** Returns the {@code Host} header; an empty string if there is none. */
    static String of(Request request) {
        return Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.HOST), "");
    }

    /** Returns the first host, in the header or before the path, that is not ours. */
    static Optional<String> stranger(Request request, Predicate<String> isOurs) {
        String authority = request.getHttpURI().getAuthority();
        return Stream.of(of(request), Objects.requireNonNullElse(authority, ""))
                .distinct()
                .filter(isOurs.negate())
                .findFirst()
                .map(name -> name.isEmpty() ? "(none)" : name);
    }
}
