package dev.streamecho.trigger.cli.options;

import dev.streamecho.trigger.http.Access;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Who else may send requests, as the user says. */
public final class AccessOptions {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            converter = HostConverter.class,
            defaultValue = "127.0.0.1",
            description = "Another address of this machine at which DynamoDB, SQS and the APIs are reached;"
                    + " 0.0.0.0 for all. Default: ${DEFAULT-VALUE}, which other machines do not reach.")
    private InetAddress address;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            converter = HostNameConverter.class,
            description = "Takes requests whose Host is this name too, like host.docker.internal; may be repeated.")
    private Set<String> hosts = new LinkedHashSet<>();

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            converter = OriginConverter.class,
            description = "Takes requests to the APIs from pages of this origin too, like https://app.example;"
                    + " may be repeated; * for all.")
    private Set<String> origins = new LinkedHashSet<>();

    public Access read() {
        return new Access(address, hosts, origins);
    }

    /** That other machines come in, in one line; empty if they do not. */
    public Optional<String> openLine() {
        return read().isOpenToOthers()
                ? Optional.of("--host %s: whoever reaches it can use the tables, queues and APIs, without credentials"
                        .formatted(address.getHostAddress()))
                : Optional.empty();
    }
}
