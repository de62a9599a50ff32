package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.http.Access;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a stack is run, apart from its template.
 *
 * @param port DynamoDB's port, 0 for any
 * @param sqsPort SQS's port, 0 for any; if it is empty, the usual one or any, and any if DynamoDB's is
 * @param apiPort the port of the first API, 0 for any
 * @param access who may send requests besides this machine
 * @param dataDir where tables, streams, checkpoints and messages are kept; in memory if it is empty
 * @param endpoint of tables that are elsewhere
 * @param tableName of a table that is elsewhere; with no endpoint it is on AWS
 * @param retryDelay the first delay before a failed batch is tried again
 * @param debugging the function that waits for a debugger
 * @param invocations the file that notes them, if any
 * @param hotReload whether changed sources are built and taken while it runs
 */
public record StackSettings(
        int port,
        Optional<Integer> sqsPort,
        int apiPort,
        Access access,
        Optional<Path> dataDir,
        Optional<URI> endpoint,
        Optional<String> tableName,
        Duration retryDelay,
        Optional<Debugging> debugging,
        Optional<Path> invocations,
        boolean hotReload) {

    private static final List<String> DATA = List.of(
            "checkpoints",
            "queues",
            "shared-local-instance.db",
            "shared-local-instance.db-journal",
            "shared-local-instance.db-shm",
            "shared-local-instance.db-wal",
            "trigger.lock");

    public static StackSettings of(int port) {
        return new StackSettings(
                port,
                Optional.empty(),
                0,
                Access.LOOPBACK,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** What a run with these settings writes; none of it is a function's code. */
    Set<Path> runFiles() {
        return Stream.concat(
                        Stream.of(dataDir, invocations).flatMap(Optional::stream),
                        // The data may be in the folder of the code itself.
                        dataDir.stream().flatMap(folder -> DATA.stream().map(folder::resolve)))
                .collect(Collectors.toSet());
    }

    boolean tablesAreElsewhere() {
        return endpoint.isPresent() || tableName.isPresent();
    }
}
