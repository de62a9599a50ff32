package dev.streamecho.trigger.http;

import java.util.Optional;

/**
 * A request that a browser sends for a page which another machine serves.
 *
 * @param origin of the page, {@code null} as text for one without an origin; empty if the browser does not say
 * @param path percent-encoded
 * @param isNavigation whether the user goes to what is answered, as by a link, and the page does not see it
 */
public record PageRequest(Optional<String> origin, String method, String path, boolean isNavigation) {}
