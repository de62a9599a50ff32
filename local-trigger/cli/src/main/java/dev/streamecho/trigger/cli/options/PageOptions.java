package dev.streamecho.trigger.cli.options;

import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.page.PageServer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Whether and where the page is served. */
public final class PageOptions {
    @Option(
            names = "--page-port",
            paramLabel = "N",
            converter = PortConverter.class,
            description =
                    "The port of the page in the browser, and of the API under it; 0 takes any that is free."
                            + " Default: 8001, or any if DynamoDB's port is 0. If it is in use, the next one that is free is taken.")
    private Integer port;

    @Option(
            names = "--no-page",
            description = "Serves no page, but only the API under it, which trigger why and status use.")
    private boolean noPage;

    /**
     * Begins to serve; what is to be shown may not be there yet.
     *
     * @param anyPort whether any port is as good, if none was given
     * @param notice takes a line for each kind of request that is refused
     */
    public PageServer serve(boolean anyPort, Access access, Consumer<String> notice) {
        OptionalInt asked = port != null ? OptionalInt.of(port) : anyPort ? OptionalInt.of(0) : OptionalInt.empty();
        PageServer page = PageServer.bind(asked, access);
        page.serve(!noPage, notice);
        return page;
    }

    /** Returns where the page is, in one line; empty if there is none. */
    public Optional<String> line(PageServer page) {
        return noPage
                ? Optional.empty()
                : Optional.of("Page at %s/".formatted(page.endpoint())
                        + page.portInUse().stream()
                                .mapToObj(" (port %d is in use)"::formatted)
                                .findFirst()
                                .orElse(""));
    }
}
