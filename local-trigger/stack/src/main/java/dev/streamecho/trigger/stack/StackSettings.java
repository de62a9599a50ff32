package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.WholeFile;
import dev.streamecho.trigger.http.Access;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a stack is run, apart from its template. It is immutable.
 *
 * <p>What is not set has the default that its method of {@link Builder} names: everything in memory, on any free port, and
 * reached from this machine only.
 */
public final class StackSettings {
    private static final String BUILD = "build";

    /** In a data directory. */
    static final String JOURNAL_FILE = "journal.jsonl";

    /** What a data directory has, as it may be in the folder of a function's code. */
    private static final List<String> DATA = List.of(
            JOURNAL_FILE,
            WholeFile.unfinished(JOURNAL_FILE),
            "checkpoints",
            "queues",
            "shared-local-instance.db",
            "shared-local-instance.db-journal",
            "shared-local-instance.db-shm",
            "shared-local-instance.db-wal",
            "trigger.lock");

    private final Path folder;
    private final Ports ports;
    private final Access access;
    private final Optional<Path> dataDir;
    private final ExistingTables existingTables;
    private final Duration retryDelay;
    private final Optional<Debugging> debugging;
    private final Set<Path> writtenFiles;
    private final boolean hotReload;
    private final List<Path> seeds;

    private StackSettings(Builder builder) {
        this.folder = builder.folder;
        this.ports = new Ports(builder.dynamoDbPort, builder.sqsPort, builder.apiPort, builder.lambdaPort);
        this.access = builder.access;
        this.dataDir = builder.dataDir;
        this.existingTables = new ExistingTables(builder.endpoint, builder.tableName);
        this.retryDelay = builder.retryDelay;
        this.debugging = builder.debugging;
        this.writtenFiles = Set.copyOf(builder.writtenFiles);
        this.hotReload = builder.hotReload;
        this.seeds = List.copyOf(builder.seeds);
    }

    /**
     * Begins settings with the defaults.
     *
     * @param folder where builds are kept, and what topics and buckets get; it is made when there is something to keep
     */
    public static Builder builder(Path folder) {
        return new Builder(folder);
    }

    /** The folder in which the code of functions is built, within that of a run. */
    static Path buildFolder(Path folder) {
        return folder.resolve(BUILD);
    }

    /**
     * Where a stack listens; 0 takes any free port.
     *
     * @param sqs if it is empty, the usual port or any, and any if DynamoDB's is
     * @param api of the first API; the others have those after it
     * @param lambda as for SQS
     */
    record Ports(int dynamoDb, Optional<Integer> sqs, int api, Optional<Integer> lambda) {

        /** What SQS is asked to take; empty for its usual port or any. */
        OptionalInt sqsOrUsual() {
            return orUsual(sqs);
        }

        /** What Lambda's API is asked to take; empty for its usual port or one after it. */
        OptionalInt lambdaOrUsual() {
            return orUsual(lambda);
        }

        private OptionalInt orUsual(Optional<Integer> port) {
            return port.map(OptionalInt::of).orElse(dynamoDb == 0 ? OptionalInt.of(0) : OptionalInt.empty());
        }
    }

    /**
     * Tables that are there already, apart from this process.
     *
     * @param endpoint empty for AWS, if a table is named
     * @param tableName empty for the names that the template has
     */
    record ExistingTables(Optional<URI> endpoint, Optional<String> tableName) {

        boolean areNamed() {
            return endpoint.isPresent() || tableName.isPresent();
        }
    }

    Path folder() {
        return folder;
    }

    Path buildFolder() {
        return buildFolder(folder);
    }

    Ports ports() {
        return ports;
    }

    Access access() {
        return access;
    }

    Optional<Path> dataDir() {
        return dataDir;
    }

    ExistingTables existingTables() {
        return existingTables;
    }

    Duration retryDelay() {
        return retryDelay;
    }

    Optional<Debugging> debugging() {
        return debugging;
    }

    boolean hotReload() {
        return hotReload;
    }

    List<Path> seeds() {
        return seeds;
    }

    /** Returns what a run with these settings writes; none of it is a function's code. */
    Set<Path> runFiles() {
        return Stream.of(
                        writtenFiles.stream(),
                        dataDir.stream(),
                        dataDir.stream().flatMap(data -> DATA.stream().map(data::resolve)))
                .flatMap(files -> files)
                .collect(Collectors.toSet());
    }

    /** Makes settings. This class is not thread-safe. */
    public static final class Builder {
        private final Path folder;
        private final Set<Path> writtenFiles = new HashSet<>();
        private final List<Path> seeds = new ArrayList<>();

        private int dynamoDbPort;
        private Optional<Integer> sqsPort = Optional.empty();
        private int apiPort;
        private Optional<Integer> lambdaPort = Optional.empty();
        private Access access = Access.LOOPBACK;
        private Optional<Path> dataDir = Optional.empty();
        private Optional<URI> endpoint = Optional.empty();
        private Optional<String> tableName = Optional.empty();
        private Duration retryDelay = Duration.ofSeconds(1);
        private Optional<Debugging> debugging = Optional.empty();
        private boolean hotReload;

        private Builder(Path folder) {
            this.folder = Objects.requireNonNull(folder);
        }

        /** DynamoDB's port; 0, the default, takes any that is free. */
        public Builder dynamoDbPort(int port) {
            this.dynamoDbPort = port;
            return this;
        }

        /**
         * SQS's port; 0 takes any that is free. Default: any, or if DynamoDB has a port of its own, 9324 and any if that is
         * in use.
         */
        public Builder sqsPort(int port) {
            this.sqsPort = Optional.of(port);
            return this;
        }

        /** The port of the first API, and of further ones those after it; 0, the default, takes any that is free. */
        public Builder apiPort(int port) {
            this.apiPort = port;
            return this;
        }

        /**
         * The port of Lambda's own API; 0 takes any that is free. Default: any, or if DynamoDB has a port of its own, 3001
         * or the next one that is free.
         */
        public Builder lambdaPort(int port) {
            this.lambdaPort = Optional.of(port);
            return this;
        }

        /** Who may send requests; by default this machine only. */
        public Builder access(Access who) {
            this.access = Objects.requireNonNull(who);
            return this;
        }

        /** Where tables, streams, checkpoints and messages are kept, so that the next run resumes where this one stopped; by default in memory. */
        public Builder dataDir(Path directory) {
            this.dataDir = Optional.of(directory);
            return this;
        }

        /** DynamoDB that runs already, whose tables are used; by default it is started in this process. */
        public Builder endpoint(URI running) {
            this.endpoint = Optional.of(running);
            return this;
        }

        /** The name or ARN of the table there, if it is not the template's; without an endpoint it is on AWS. */
        public Builder tableName(String nameOrArn) {
            this.tableName = Optional.of(nameOrArn);
            return this;
        }

        /** The delay before the first retry of a failed batch, from which the later ones grow; by default a second. */
        public Builder retryDelay(Duration delay) {
            this.retryDelay = Objects.requireNonNull(delay);
            return this;
        }

        /** A function that waits for a debugger; by default none. */
        public Builder debugging(Debugging one) {
            this.debugging = Optional.of(one);
            return this;
        }

        /** A file that the caller writes during the run, which is not a change of the code of a function around it. */
        public Builder writing(Path file) {
            this.writtenFiles.add(file);
            return this;
        }

        /** Whether changed sources are built and taken during the run; by default they are not. */
        public Builder hotReload(boolean isOn) {
            this.hotReload = isOn;
            return this;
        }

        /**
         * A file or folder with items that tables begin with, if they have none yet. They are written before the mappings start:
         * one that starts at {@code TRIM_HORIZON} gets them, one at {@code LATEST} does not.
         */
        public Builder seed(Path fileOrFolder) {
            this.seeds.add(fileOrFolder);
            return this;
        }

        /** Returns the settings; the builder can be used for others. */
        public StackSettings build() {
            return new StackSettings(this);
        }
    }
}
