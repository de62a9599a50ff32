package dev.streamecho.trigger.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/** Lets in requests for a loopback name that no browser sent. */
record ProgramDoor(String endpoint) implements Door {
    private static final Set<String> OF_BROWSERS = Set.of("origin", "referer", "cookie");

    @Override
    public Optional<String> refusal(Request request) {
        Optional<String> stranger = HostHeader.stranger(request, OwnHosts::isLoopbackAuthority);
        if (stranger.isPresent()) {
            return Optional.of("%s refused a request with the Host %s: it is not a name of this machine"
                    .formatted(endpoint, stranger.get()));
        }
        return request.getHeaders().stream()
                .map(HttpField::getName)
                .filter(ProgramDoor::isOfBrowsers)
                .findFirst()
                .map(name -> "%s refused a request of a browser, with the header %s".formatted(endpoint, name));
    }

    private static boolean isOfBrowsers(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return OF_BROWSERS.contains(name) || name.startsWith("sec-");
    }
}
