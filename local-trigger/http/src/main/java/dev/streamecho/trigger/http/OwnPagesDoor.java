package dev.streamecho.trigger.http;

import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Lets in requests of this machine's programs, of pages with the origin at which the request came in, and those of other
 * pages that an endpoint admits.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
record OwnPagesDoor(String endpoint, OwnHosts hosts, PageRules pages) implements Door {
    @Override
    public Optional<String> refusal(Request request) {
        SocketAddress local = request.getConnectionMetaData().getLocalSocketAddress();
        Optional<String> stranger = HostHeader.stranger(request, host -> hosts.contain(host, local));
        if (stranger.isPresent()) {
            return Optional.of(PageDoor.refusalOfHost(endpoint, stranger.get()));
        }
        return foreignPage(request)
                .filter(page -> !pages.admit(page))
                .map(page -> "%s refused a request of a page of %s: only its own page may send it"
                        .formatted(endpoint, page.origin().orElse("another site")));
    }

    private static Optional<PageRequest> foreignPage(Request request) {
        HttpFields headers = request.getHeaders();
        String own = HostHeader.of(request);
        List<String> origins = headers.getValuesList(HttpHeader.ORIGIN);
        Optional<String> foreign =
                origins.stream().filter(origin -> !isOwn(origin, own)).findFirst();
        if (foreign.isPresent()) {
            return Optional.of(PageDoor.page(foreign, request));
        }
        String site = headers.get(PageDoor.SITE);
        if (site != null) {
            return PageDoor.isSameOrigin(site)
                    ? Optional.empty()
                    : Optional.of(PageDoor.page(Optional.empty(), request));
        }
        // Browsers older than 2023 may not send it.
        return origins.isEmpty()
                ? Optional.ofNullable(headers.get(HttpHeader.REFERER))
                        .map(referer -> PageDoor.origin(referer).orElse("null"))
                        .filter(origin -> !isOwn(origin, own))
                        .map(origin -> PageDoor.page(Optional.of(origin), request))
                : Optional.empty();
    }

    /** A tunnel may have come by way of HTTPS. */
    private static boolean isOwn(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }
}
