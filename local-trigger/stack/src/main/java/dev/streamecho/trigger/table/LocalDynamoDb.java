package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.http.Door;
import dev.streamecho.trigger.http.LocalServer;
import dev.streamecho.trigger.http.PageRules;
import dev.streamecho.trigger.stream.ClockedStream;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.LocalStream;
import dev.streamecho.trigger.stream.TableStreams;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * AWS's DynamoDB Local in this process. It is reached from this machine only, unless the user opens it, and has
 * the same tables for whatever credentials and region a client has. This class is thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.UsageNotes.html">DynamoDB
 *     local usage notes</a>
 */
public final class LocalDynamoDb implements AutoCloseable {
    private static final Duration OPEN_LIMIT = Duration.ofSeconds(30);

    /** A write needs some more than its item. */
    private static final long FULL_BYTES = 16L << 20;

    /** Held here, as a logger that nobody holds forgets its filter. */
    private static final Logger SQLITE_LOG = Logger.getLogger("com.almworks.sqlite4java");

    private final AccountRegion account;
    private final ObservedDynamoDbLocal handler;
    private final InProcessStreamsClient streams;

    /**
     * DynamoDB Local's own one (DynamoDBProxyServer) listens on every interface, and tells AWS of its use. Empty before it listens.
     * Guarded by this.
     */
    private Optional<LocalServer> server;

    private LocalDynamoDb(AccountRegion account, ObservedDynamoDbLocal handler, Optional<LocalServer> server) {
        this.account = account;
        this.handler = handler;
        this.streams = new InProcessStreamsClient(handler);
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param account what ARNs and records tell of region and account
     * @param port where it listens; 0 takes any free port
     * @param dataDirectory where the tables and streams are kept; in memory if empty
     * @param access who may send requests besides this machine
     * @param notice takes, in one line, what went wrong or was refused
     * @throws UserError if the port is taken, or the database in the directory cannot be opened
     */
    public static LocalDynamoDb start(
            AccountRegion account,
            int port,
            Optional<DataDirectory> dataDirectory,
            Access access,
            Consumer<String> notice) {
        report(dataDirectory, notice);
        LocalServer server = LocalServer.bind(port, "--port", access);
        try {
            ObservedDynamoDbLocal handler = handler(account, dataDirectory);
            // It takes as long as to load the HTTP side.
            CompletableFuture<?> database = CompletableFuture.runAsync(() -> NativeLibrary.during(handler::open));
            AnyCredentials httpSide = new AnyCredentials(handler);
            awaitOpen(database, dataDirectory);
            dataDirectory.ifPresent(LocalDynamoDb::restrict);
            serve(server, httpSide, access, notice);
            return new LocalDynamoDb(account, handler, Optional.of(server));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Begins to load in the background what it takes, so that one that is started meanwhile or later is there sooner where
     * there is a second processor. What stands in the way is left to that start to report.
     */
    public static void preload() {
        Thread loading = new Thread(LocalDynamoDb::load, "preload");
        loading.setDaemon(true);
        // The start meets it, too, and has somebody to tell.
        loading.setUncaughtExceptionHandler((thread, failure) -> {});
        loading.start();
    }

    private static void load() {
        silenceSqlite();
        ObservedDynamoDbLocal unused = handler(new AccountRegion("aws", "us-east-1", "123456789012"), Optional.empty());
        NativeLibrary.during(unused::open);
        unused.shutdown();
    }

    /**
     * Opens it in memory, for this process alone until {@link #listen}: without HTTP, whose classes would have to be loaded.
     *
     * @param account what ARNs and records tell of region and account
     */
    public static LocalDynamoDb open(AccountRegion account) {
        report(Optional.empty(), line -> {});
        ObservedDynamoDbLocal handler = handler(account, Optional.empty());
        NativeLibrary.during(handler::open);
        return new LocalDynamoDb(account, handler, Optional.empty());
    }

    /**
     * Lets clients on this machine reach it, if they do not yet.
     *
     * @param port where it listens; 0 takes any free port
     * @param option the option by which the user chooses the port, for the error's remedy
     * @return its endpoint
     * @throws UserError if the port is taken
     */
    public synchronized URI listen(int port, String option) {
        if (server.isEmpty()) {
            LocalServer listening = LocalServer.bind(port, option, Access.LOOPBACK);
            serve(listening, new AnyCredentials(handler), Access.LOOPBACK, line -> {});
            server = Optional.of(listening);
        }
        return endpoint();
    }

    private static void report(Optional<DataDirectory> dataDirectory, Consumer<String> notice) {
        silenceSqlite();
        LogLines.to(line -> notice.accept(line + fullDisk(dataDirectory)));
    }

    private static ObservedDynamoDbLocal handler(AccountRegion account, Optional<DataDirectory> dataDirectory) {
        return new ObservedDynamoDbLocal(
                dataDirectory.map(DataDirectory::path), new LocalArns(account), InstantSource.system());
    }

    private static void serve(LocalServer server, AnyCredentials httpSide, Access access, Consumer<String> notice) {
        server.serve(httpSide, Door.of("DynamoDB", access, PageRules.NONE), notice);
    }

    static void silenceSqlite() {
        // Not its level, which DynamoDB Local sets.
        SQLITE_LOG.setFilter(record -> false);
    }

    /** Returns what DynamoDB Local does not report when it cannot write. */
    private static String fullDisk(Optional<DataDirectory> dataDirectory) {
        return dataDirectory
                .map(DataDirectory::path)
                .filter(folder -> folder.toFile().getUsableSpace() < FULL_BYTES)
                .map(folder -> "; the disk of %s is full".formatted(folder))
                .orElse("");
    }

    /** The database is made by its engine, readable by all. */
    private static void restrict(DataDirectory directory) {
        try {
            directory.restrict();
        } catch (IOException e) {
            throw new UserError(
                    "the files in %s cannot be taken from other users (%s); name another folder with --data-dir"
                            .formatted(directory.path(), e),
                    e);
        }
    }

    private static void awaitOpen(CompletableFuture<?> database, Optional<DataDirectory> dataDirectory) {
        try {
            database.orTimeout(OPEN_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UserError mistake) {
                throw mistake;
            }
            throw new UserError(
                    "DynamoDB Local cannot open its database in %s (%s); name another folder with --data-dir"
                            .formatted(
                                    dataDirectory
                                            .map(directory -> directory.path().toString())
                                            .orElse("memory"),
                                    e.getCause()),
                    e);
        }
    }

    /**
     * Returns where clients reach it.
     *
     * @throws IllegalStateException if it was opened, and does not {@link #listen}
     */
    public synchronized URI endpoint() {
        return server.orElseThrow(() -> new IllegalStateException("it does not listen"))
                .endpoint();
    }

    /**
     * Returns a client of the tables without HTTP, for what the trigger itself does: tables, and single items. Other
     * operations throw {@link UnsupportedOperationException}.
     */
    public DynamoDbClient client() {
        return new InProcessClient(handler);
    }

    /**
     * Returns a stream of a table.
     *
     * @param arn the table's {@code LatestStreamArn}, or an earlier one
     */
    public EventStream stream(String arn) {
        TableWrites writes = handler.writes(LocalArns.tableOfStream(arn));
        return new LocalStream(streams, arn, account.region(), writes.signal(), writes.recent(), handler.positions());
    }

    /**
     * Returns a stream of a table for a mapping without threads.
     *
     * @param arn the table's {@code LatestStreamArn}, or an earlier one
     * @param clock says when changes are made, as its owner moves it; empty if they are made when they are
     */
    public ClockedStream stream(String arn, Optional<? extends InstantSource> clock) {
        return clock.map(moved -> ClockedStream.movedBy(moved, streams, arn, account.region()))
                .orElseGet(() -> ClockedStream.inRealTime(
                        handler.writes(LocalArns.tableOfStream(arn)).recent(), streams, arn, account.region()));
    }

    /**
     * Returns the streams that a table has one after the other.
     *
     * @param streamArn the ARN of one of them
     */
    public TableStreams streams(String streamArn) {
        return new TableStreams(client(), streams, LocalArns.tableOfStream(streamArn), this::stream);
    }

    /** Lets the readers of all streams read at once, as after a write. */
    public void wakeReaders() {
        handler.wakeReaders();
    }

    /** Lets somebody take notes of the calls that write items, from now on. */
    public void note(WriteNotes notes) {
        handler.note(notes);
    }

    ObservedDynamoDbLocal handler() {
        return handler;
    }

    /** Stops listening, and closes the database; whoever still reads a stream then gets an exception. */
    @Override
    public synchronized void close() {
        server.ifPresent(LocalServer::close);
        streams.close();
        handler.shutdown();
    }
}
