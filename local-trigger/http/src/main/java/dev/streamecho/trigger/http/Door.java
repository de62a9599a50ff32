package dev.streamecho.trigger.http;

import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * Decides which requests come in. A page of any site can send requests to this machine through the browser that shows it.
 * Such a request has an {@code Origin} or other headers of browsers, or, if the site's name was made to resolve to this
 * machine, that name as its {@code Host}. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Door {

    /** Returns why a request is refused, in one line with the remedy; empty if it comes in. */
    Optional<String> refusal(Request request);

    /**
     * Returns a door that lets in requests of this machine's programs and pages.
     *
     * @param endpoint the endpoint's name, as a refusal begins
     * @param pages which requests of other pages come in too
     */
    static Door of(String endpoint, Access access, PageRules pages) {
        return new PageDoor(endpoint, new OwnHosts(access.allowedHosts()), pages);
    }

    /**
     * Returns a door that lets in requests of this machine's programs, and of the pages that the endpoint itself serves. A
     * page of another port of this machine is a stranger here.
     *
     * @param endpoint the endpoint's name, as a refusal begins
     * @param pages which requests of other pages come in too
     */
    static Door ofOwnPages(String endpoint, Access access, PageRules pages) {
        return new OwnPagesDoor(endpoint, new OwnHosts(access.allowedHosts()), pages);
    }

    /**
     * Returns a door that lets in requests of this machine's programs, and none of a browser.
     *
     * @param endpoint the endpoint's name, as a refusal begins
     */
    static Door withoutBrowsers(String endpoint) {
        return new ProgramDoor(endpoint);
    }
}
