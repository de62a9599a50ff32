package dev.streamecho.trigger.cli.options;

import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The port at which a function waits for a debugger. */
public final class DebugOption {
    @Option(
            names = {"-d", "--debug-port"},
            paramLabel = "N",
            converter = PortConverter.class,
            description = "The function waits for a debugger on this port, as in sam local, and has no timeout.")
    private Integer port;

    /** Returns the port; empty if nothing is debugged. */
    public OptionalInt port() {
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }
}
