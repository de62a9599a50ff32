package dev.streamecho.trigger.http;

import java.util.Optional;

/**
 * A request of a page that another machine serves, sent by the browser that shows it.
 *
 * @param origin the page's origin, which may be the string {@code null}; empty if the browser does not send it
 * @param method such as {@code GET}
 * @param path the path, percent-encoded
 * @param isNavigation whether the browser shows the response in place of the page, which cannot read it, as with a link
 */
public record PageRequest(Optional<String> origin, String method, String path, boolean isNavigation) {}
