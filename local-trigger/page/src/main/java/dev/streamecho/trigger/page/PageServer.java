package dev.streamecho.trigger.page;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.http.Door;
import dev.streamecho.trigger.http.LocalServer;
import dev.streamecho.trigger.http.PageRules;
import dev.streamecho.trigger.page.api.PageApi;
import dev.streamecho.trigger.page.api.ShownStack;
import dev.streamecho.trigger.stack.StackRun;
import java.net.InetAddress;
import java.net.URI;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Serves the page and its API on the loopback address, from before the stack starts until it has ended. No other machine
 * reaches it, wherever the other endpoints listen: whoever opens the page may do everything. This class is thread-safe.
 *
 * <pre>{@code
 * try (PageServer page = PageServer.bind(OptionalInt.empty(), access)) {
 *     page.serve(true, screen::line);
 *     stack.start();
 *     page.started(stack);
 *     screen.line("Page at " + page.endpoint());
 * }
 * }</pre>
 */
public final class PageServer implements AutoCloseable {
    private static final String NAME = "The page";
    private static final String OPTION = "--page-port";
    private static final int USUAL_PORT = 8001;
    private static final int PORTS_TRIED = 20;

    /** A link from elsewhere opens the page, and nothing else. */
    private static final PageRules LINKS = page ->
            page.isNavigation() && page.method().equals("GET") && page.path().equals("/");

    private final LocalServer server;
    private final Access access;
    private final OptionalInt portInUse;
    private final Session session;
    private final ShownStack shown = new ShownStack();

    private PageServer(LocalServer server, Access access, int asked) {
        this.server = server;
        this.access = access;
        this.portInUse = asked == 0 || asked == server.port() ? OptionalInt.empty() : OptionalInt.of(asked);
        this.session = Session.begin(server.port());
    }

    /**
     * Takes a port; requests wait until {@link #serve}. A port that is in use is no error: the next one that is free is
     * taken.
     *
     * @param port 0 takes any that is free; none is the usual one
     * @param access of the other endpoints, of which the further names of this machine hold here too
     */
    public static PageServer bind(OptionalInt port, Access access) {
        Access own = new Access(InetAddress.getLoopbackAddress(), access.allowedHosts(), Set.of());
        int first = port.orElse(USUAL_PORT);
        int last = first == 0 ? 0 : Math.min(first + PORTS_TRIED, 65_536) - 1;
        for (int tried = first; tried <= last; tried++) {
            try {
                return new PageServer(LocalServer.bind(tried, OPTION, own), own, first);
            } catch (UserError inUse) {
                // The next one is as good.
                continue;
            }
        }
        return new PageServer(LocalServer.bind(0, OPTION, own), own, first);
    }

    /**
     * Begins to answer requests, on a thread of its own, so that the start of a stack does not wait for it. Until
     * {@link #started}, the API tells only that the stack starts.
     *
     * @param withPage whether the page is served, or the API alone
     * @param notice takes a line for each kind of refusal or failure
     */
    public void serve(boolean withPage, Consumer<String> notice) {
        Runnable serving = () -> server.serve(
                new LateHandler(() -> new PageHandler(session, new PageApi(shown, notice), withPage)),
                Door.ofOwnPages(NAME, access, withPage ? LINKS : PageRules.NONE),
                notice);
        new Thread(serving, "start of the page").start();
    }

    /** Shows a stack from now on, which has started. */
    public void started(StackRun stack) {
        shown.started(stack);
    }

    /** Returns where it is, without a path. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Returns the port that it was to have, if that was in use. */
    public OptionalInt portInUse() {
        return portInUse;
    }

    /** Returns what a program shows for the API, as {@code Authorization: Bearer}. */
    public String token() {
        return session.token();
    }

    @Override
    public void close() {
        server.close();
    }
}
