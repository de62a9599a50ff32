package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Watches the sources of functions, builds what has changed, and lets the functions run it from their next invocation on.
 * A build that fails, or a handler that is no longer there, leaves the running code as it is. A function may have no code
 * yet that runs.
 *
 * <p>It looks at the files instead of having the system tell it: that is as fast on every system.
 */
public final class HotReload implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(300);

    /** It waits so many times as long as it looked: a very large project takes 2 % of a processor. */
    private static final int WAIT_PER_LOOK = 50;

    private final CodeBuilder builder;
    private final Listener listener;
    private final List<Watched> functions = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "hot-reload");

    /** Is told of reloads, by another thread. */
    public interface Listener {

        /**
         * A function runs its new code.
         *
         * @param took from the look that saw the change until the new code was ready
         * @param failure why the new code could not be initialized, if so
         */
        void reloaded(String logicalId, Duration took, Optional<Outcome> failure);

        /** The new code cannot be run; what ran before goes on. */
        void kept(String logicalId, UserError reason);
    }

    /** A function that runs what is built. */
    @FunctionalInterface
    public interface Target {

        /**
         * Runs this code from the next invocation on.
         *
         * @return why it could not be initialized, if so, once it was started
         * @throws UserError if it cannot be run
         */
        CompletableFuture<Optional<Outcome>> run(FunctionCode code);
    }

    /** A function, and how its sources are looked at. */
    private static final class Watched {
        private final FunctionSource source;
        private final SourceWatch watch;
        private final Target target;
        private Optional<Path> running;
        private boolean hasFailed;

        private Watched(FunctionSource source, SourceWatch watch, Target target, Optional<Path> running) {
            this.source = source;
            this.watch = watch;
            this.target = target;
            this.running = running;
        }
    }

    public HotReload(CodeBuilder builder, Listener listener) {
        this.builder = builder;
        this.listener = listener;
        thread.setDaemon(true);
    }

    /**
     * Adds a function, before the start.
     *
     * @param built the source's files as they were last built, with success or not
     * @param code that the function runs; empty if it has none that can be run
     */
    public void watch(FunctionSource source, SourceState built, Optional<FunctionCode> code, Target target) {
        functions.add(new Watched(source, builder.watch(source, built), target, code.map(FunctionCode::taskRoot)));
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
        String logicalId = watched.source.logicalId();
        watched.watch.take();
        try {
            FunctionCode built = builder.rebuild(watched.source);
            // After an error the user waits for a word, even if it is that the old code is back.
            if (!watched.running.equals(Optional.of(built.taskRoot())) || watched.hasFailed) {
                watched.target
                        .run(built)
                        .thenAccept(failure ->
                                listener.reloaded(logicalId, Duration.ofNanos(System.nanoTime() - start), failure));
            }
            watched.running = Optional.of(built.taskRoot());
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
