package dev.streamecho.trigger.cli.options;

import dev.streamecho.trigger.http.Access;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Who else may send requests. */
public final class AccessOptions {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            converter = HostConverter.class,
            defaultValue = "127.0.0.1",
            description = "The address of this machine at which DynamoDB, SQS and the APIs listen;"
                    + " 0.0.0.0 for all. Default: ${DEFAULT-VALUE}, which other machines cannot reach.")
    private InetAddress address;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            converter = HostNameConverter.class,
            description =
                    "Also accepts requests whose Host is this name, such as host.docker.internal; may be repeated.")
    private Set<String> hosts = new LinkedHashSet<>();

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            converter = OriginConverter.class,
            description = "Also accepts requests to the APIs from pages of this origin, such as https://app.example;"
                    + " may be repeated; * for all.")
    private Set<String> origins = new LinkedHashSet<>();

    /** Returns who may send requests. */
    public Access read() {
        return new Access(address, hosts, origins);
    }

    /** Returns the warning that other machines can connect, in one line; empty if they cannot. */
    public Optional<String> openLine() {
        return read().isOpenToOthers()
                ? Optional.of("--host %s: whoever reaches it can use the tables, queues and APIs, without credentials"
                        .formatted(address.getHostAddress()))
                : Optional.empty();
    }
}
