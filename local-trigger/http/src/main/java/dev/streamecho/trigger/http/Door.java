package dev.streamecho.trigger.http;

import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * Decides which requests come in. A page of any site can send requests to this machine, from the browser that shows it:
 * such a request has an {@code Origin} or the browser's own headers, or, if the site's name was made to point here, that
 * name as its {@code Host}. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Door {

    /** Why a request stays outside, in a line that says what would let it in; empty if it comes in. */
    Optional<String> refusal(Request request);

    /**
     * Lets in what programs and pages of this machine send.
     *
     * @param endpoint its name, for refusals
     * @param pages which requests of other pages come in too
     */
    static Door of(String endpoint, Access access, PageRules pages) {
        return new PageDoor(endpoint, new OwnHosts(access.allowedHosts()), pages);
    }

    /**
     * Lets in what programs of this machine send, and nothing from a browser.
     *
     * @param endpoint its name, for refusals
     */
    static Door withoutBrowsers(String endpoint) {
        return new ProgramDoor(endpoint);
    }
}
