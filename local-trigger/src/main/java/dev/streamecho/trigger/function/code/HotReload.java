package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.Invocation.Outcome;
import dev.streamecho.trigger.function.LocalFunction;
import java.io.IOException;
import java.nio.file.Path;
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

    /** A function, and how its sources are looked at. */
    private static final class Watched {
        private final LocalFunction function;
        private final SourceWatch watch;
        private FunctionCode code;
        private boolean hasFailed;

        private Watched(LocalFunction function, FunctionCode code, SourceWatch watch) {
            this.function = function;
            this.code = code;
            this.watch = watch;
        }
    }

    /** Watches functions that run this code. */
    public HotReload(CodeBuilder builder, Map<LocalFunction, FunctionCode> functions, Listener listener) {
        this.builder = builder;
        this.functions = functions.entrySet().stream()
                .map(entry -> new Watched(entry.getKey(), entry.getValue(), builder.watch(entry.getValue())))
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

    private boolean hasChanged(Watched watched) {
        try {
            return watched.watch.hasChanged();
        } catch (IOException e) {
            // A file was moved while it was looked at: it is there again, or is missed, at the next look.
            return false;
        }
    }

    private void reload(Watched watched) throws InterruptedException {
        long start = System.nanoTime();
        Path running = watched.code.taskRoot();
        String logicalId = watched.code.source().logicalId();
        watched.watch.take();
        try {
            FunctionCode built = builder.rebuild(watched.code.source());
            watched.code = built;
            // After an error the user waits for a word, even if it is that the old code is back.
            if (!built.taskRoot().equals(running) || watched.hasFailed) {
                watched.function
                        .replaceCode(built.taskRoot())
                        .thenAccept(failure ->
                                listener.reloaded(logicalId, Duration.ofNanos(System.nanoTime() - start), failure));
            }
            watched.hasFailed = false;
        } catch (UserError e) {
            watched.hasFailed = true;
            listener.kept(logicalId, e);
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
