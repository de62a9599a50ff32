package dev.streamecho.trigger.http;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
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
        String header = of(request);
        if (!isOurs.test(header)) {
            return Optional.of(named(header));
        }
        String authority = Objects.requireNonNullElse(request.getHttpURI().getAuthority(), "");
        return authority.equals(header) || isOurs.test(authority) ? Optional.empty() : Optional.of(named(authority));
    }

    private static String named(String host) {
        return host.isEmpty() ? "(none)" : host;
    }
}
