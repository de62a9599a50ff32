package dev.streamecho.trigger.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/** Lets in requests for a loopback name that no browser sent. */
record ProgramDoor(String endpoint) implements Door {
    @Override
    public Optional<String> refusal(Request request) {
        Optional<String> stranger = HostHeader.stranger(request, OwnHosts::isLoopbackAuthority);
        if (stranger.isPresent()) {
            return Optional.of("%s refused a request with the Host %s: it is not a name of this machine"
                    .formatted(endpoint, stranger.get()));
        }
        // A loop, because every invocation passes here twice.
        for (HttpField field : request.getHeaders()) {
            if (isOfBrowsers(field.getName())) {
                return Optional.of(
                        "%s refused a request of a browser, with the header %s".formatted(endpoint, field.getName()));
            }
        }
        return Optional.empty();
    }

    private static boolean isOfBrowsers(String header) {
        return header.equalsIgnoreCase("origin")
                || header.equalsIgnoreCase("referer")
                || header.equalsIgnoreCase("cookie")
                || header.regionMatches(true, 0, "sec-", 0, 4);
    }
}
