package dev.streamecho.trigger.lambda;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.StackControl;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.http.Door;
import dev.streamecho.trigger.http.LocalServer;
import dev.streamecho.trigger.http.PageRules;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lambda's own API, as {@code sam local start-lambda} serves it and beyond. This class is thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html">Operations of Lambda</a>
 */
public final class LambdaApi implements AutoCloseable {
    private static final String OPTION = "--lambda-port";

    /** As in {@code sam local start-lambda}, and the ports that are tried after it. */
    private static final int USUAL_PORT = 3001;

    private static final int PORTS_TRIED = 20;

    /** As many events as are handled at a time. */
    private static final int THREADS = 10;

    private final LocalServer server;
    private final Access access;
    private final ScheduledExecutorService later;

    private LambdaApi(LocalServer server, Access access) {
        this.server = server;
        this.access = access;
        this.later = Executors.newScheduledThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "asynchronous-invocations");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Takes a port; requests wait until {@link #serve}.
     *
     * @param port 0 takes any that is free, and none the usual one or one of those after it
     * @throws UserError if the port is in use
     */
    public static LambdaApi bind(OptionalInt port, Access access) {
        return new LambdaApi(port.isPresent() ? bind(port.getAsInt(), access) : bindUsual(access), access);
    }

    private static LocalServer bindUsual(Access access) {
        for (int port = USUAL_PORT; port < USUAL_PORT + PORTS_TRIED; port++) {
            try {
                return bind(port, access);
            } catch (UserError inUse) {
                // The next one is as good.
                continue;
            }
        }
        return bind(0, access);
    }

    private static LocalServer bind(int port, Access access) {
        return LocalServer.bind(port, OPTION, access);
    }

    /**
     * Answers requests from now on.
     *
     * @param tails before which the functions log
     * @param destinations gets records of asynchronous events
     * @param notice takes a line for each kind of refusal, and for each event that is dropped
     */
    public void serve(StackControl control, LogTails tails, EventDestinations destinations, Consumer<String> notice) {
        Clock clock = Clock.systemUTC();
        Instant startedAt = clock.instant();
        EventInvokeConfigs configs = new EventInvokeConfigs(startedAt);
        AsynchronousInvocations asynchronous = new AsynchronousInvocations(
                (task, after) -> later.schedule(task, after.toNanos(), TimeUnit.NANOSECONDS),
                clock,
                configs,
                new EventOutcomes(control, destinations, clock, notice));
        FunctionOperations functions =
                new FunctionOperations(control, new FunctionJson(startedAt), new Invocations(tails, asynchronous));
        LambdaHandler handler = new LambdaHandler(
                functions, new EventInvokeOperations(functions, configs, clock), new MappingOperations(control));
        server.serve(handler, Door.of("Lambda's API", access, PageRules.NONE), notice);
    }

    /** Returns where clients reach it. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Stops listening; events that were taken and not handled are dropped. */
    @Override
    public void close() {
        server.close();
        later.shutdownNow();
    }
}
