package dev.streamecho.trigger.http;

import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Lets in requests of this machine's programs and pages, and of those other pages that an endpoint admits.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
record PageDoor(String endpoint, OwnHosts hosts, PageRules pages) implements Door {
    static final String SITE = "Sec-Fetch-Site";

    /** The scheme and authority that an origin or a URL begins with; an origin may also be the string {@code null}. */
    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)");

    @Override
    public Optional<String> refusal(Request request) {
        SocketAddress local = request.getConnectionMetaData().getLocalSocketAddress();
        Optional<String> stranger = HostHeader.stranger(request, host -> hosts.contain(host, local));
        if (stranger.isPresent()) {
            return Optional.of(refusalOfHost(endpoint, stranger.get()));
        }
        return foreignPage(request, local)
                .filter(page -> !pages.admit(page))
                .map(page -> "%s refused a request of a page of %s: another machine serves it"
                        .formatted(endpoint, page.origin().orElse("another site")));
    }

    static String refusalOfHost(String endpoint, String host) {
        return "%s refused a request with the Host %s: it is not a name of this machine;".formatted(endpoint, host)
                + " if it should be, add --allow-host with it";
    }

    private Optional<PageRequest> foreignPage(Request request, SocketAddress local) {
        HttpFields headers = request.getHeaders();
        List<String> origins = headers.getValuesList(HttpHeader.ORIGIN);
        if (!origins.isEmpty()) {
            return origins.stream()
                    .filter(origin -> !isOwn(origin, local))
                    .findFirst()
                    .map(origin -> page(Optional.of(origin), request));
        }
        String site = headers.get(SITE);
        String referer = headers.get(HttpHeader.REFERER);
        boolean isOwnPage = referer == null ? isFromHere(site, request) : isOwn(referer, local);
        return isOwnPage || isSameOrigin(site)
                ? Optional.empty()
                : Optional.of(page(Optional.ofNullable(referer).flatMap(PageDoor::origin), request));
    }

    static boolean isSameOrigin(String site) {
        return site != null && (site.equals("same-origin") || site.equals("none"));
    }

    /** A request without these headers is not from a page. No other machine is in the site of a loopback name. */
    private static boolean isFromHere(String site, Request request) {
        return site == null || (site.equals("same-site") && OwnHosts.isLoopbackAuthority(HostHeader.of(request)));
    }

    private boolean isOwn(String address, SocketAddress local) {
        Matcher origin = ORIGIN.matcher(address);
        return origin.lookingAt() && hosts.contain(origin.group(1), local);
    }

    static Optional<String> origin(String address) {
        Matcher origin = ORIGIN.matcher(address);
        return origin.lookingAt() ? Optional.of(origin.group()) : Optional.empty();
    }

    static PageRequest page(Optional<String> origin, Request request) {
        return new PageRequest(
                origin, request.getMethod(), request.getHttpURI().getPath(), isNavigation(request.getHeaders()));
    }

    private static boolean isNavigation(HttpFields headers) {
        // Browsers older than 2023 may not send it.
        return headers.get(SITE) == null
                ? headers.get(HttpHeader.ORIGIN) == null
                : "navigate".equals(headers.get("Sec-Fetch-Mode")) && "document".equals(headers.get("Sec-Fetch-Dest"));
    }
}
