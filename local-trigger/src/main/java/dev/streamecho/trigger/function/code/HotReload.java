package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.Invocation.Outcome;
import dev.streamecho.trigger.function.LocalFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Watches the sources of running functions, builds what has changed, and lets the functions run it from their next
 * invocation on. A build that fails, or a handler that is no longer there, leaves the running code as it is.
 *
 * <p>It looks at the files instead of having the system tell it: that is as fast on every system.
 */
public final class HotReload implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(300);

    /** It waits so many times as long as it looked: a very large project takes 2 % of a processor. */
    private static final int WAIT_PER_LOOK = 50;

    private final CodeBuilder builder;
    private final List<Watched> functions;
    private final Listener listener;
    private final Thread thread = new Thread(this::watch, "hot-reload");

    /** Is told of reloads, by another thread. */
    public interface Listener {

        /**
         * A function runs its new code.
         *
         * @param took from the look that saw the change until the new code was ready
         * @param failure why the new code could not be initialised, if so
         */
        void reloaded(String logicalId, Duration took, Optional<Outcome> failure);

        /** The new code cannot be run; the old code goes on. */
        void kept(String logicalId, UserError reason);
    }

    /** A function, and the states of its source that were met. */
    private static final class Watched {
        private final LocalFunction function;
        private FunctionCode code;
        private String seen;
        private String done;

        private Watched(LocalFunction function, FunctionCode code) {
            this.function = function;
            this.code = code;
            this.seen = code.version();
            this.done = code.version();
        }
    }

    /** Watches functions that run this code. */
    public HotReload(CodeBuilder builder, Map<LocalFunction, FunctionCode> functions, Listener listener) {
        this.builder = builder;
        this.functions = functions.entrySet().stream()
                .map(entry -> new Watched(entry.getKey(), entry.getValue()))
                .toList();
        this.listener = listener;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                long start = System.nanoTime();
                List<Watched> changed =
                        functions.stream().filter(this::hasChanged).toList();
                Duration look = Duration.ofNanos(System.nanoTime() - start);
                for (Watched watched : changed) {
                    reload(watched);
                }
                Thread.sleep(Math.max(INTERVAL.toMillis(), look.toMillis() * WAIT_PER_LOOK));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it looks the same as before and is not what was built: whoever changed it has finished. */
    private boolean hasChanged(Watched watched) {
        try {
            String version = builder.version(watched.code.source());
            boolean isQuiet = version.equals(watched.seen);
            watched.seen = version;
            return isQuiet && !version.equals(watched.done);
        } catch (IOException e) {
            // A file was moved while it was looked at: it is there again, or is missed, at the next look.
            return false;
        }
    }

    private void reload(Watched watched) throws InterruptedException {
        long start = System.nanoTime();
        FunctionCode old = watched.code;
        watched.done = watched.seen;
        try {
            watched.code = builder.build(old.logicalId(), old.runtime(), old.source());
            watched.function
                    .replaceCode(watched.code.taskRoot())
                    .thenAccept(failure ->
                            listener.reloaded(old.logicalId(), Duration.ofNanos(System.nanoTime() - start), failure));
        } catch (UserError e) {
            listener.kept(old.logicalId(), e);
        }
    }

    /** Stops watching, and a build that runs. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
