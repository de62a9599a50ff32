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
 * Keeps functions on the code that their sources have now: builds what has changed, and has the function run it from its
 * next invocation on. A build that fails, or code without the handler, leaves the running code as it is. A function may
 * have no code yet that runs. Functions are added by one thread, before the start.
 *
 * <p>It looks at the files instead of waiting for the system's events, which on some systems come seconds later.
 */
public final class HotReload implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(300);

    /** If there is code that needs no build: it is ready so soon that the looks would take most of the time. */
    private static final Duration SHORT_INTERVAL = Duration.ofMillis(100);

    /** After a change of such code, until it counts as complete: longer than an editor takes to write a file. */
    private static final Duration SETTLING = Duration.ofMillis(20);

    /** It waits 50 times as long as a look took, so that a very large project takes 2 % of a processor. */
    private static final int WAIT_PER_LOOK = 50;

    private final CodeBuilder builder;
    private final Listener listener;
    private final List<Watched> functions = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "hot-reload");

    /** Takes reports of reloads, from another thread. */
    public interface Listener {

        /**
         * A function runs its new code.
         *
         * @param took the time from the look that saw the change until the new code was ready
         * @param failure why the new code could not be initialized; empty if it was
         */
        void reloaded(String logicalId, Duration took, Optional<Outcome> failure);

        /** The new code cannot be run; the old code keeps running. */
        void kept(String logicalId, UserError reason);
    }

    /** A function that runs what is built. */
    @FunctionalInterface
    public interface Target {

        /**
         * Runs this code from the next invocation on.
         *
         * @return completes when the code was started, with why it could not be initialized; empty if it was
         * @throws UserError if it cannot be run
         */
        CompletableFuture<Optional<Outcome>> run(FunctionCode code);
    }

    /** A function whose sources are watched. */
    private static final class Watched {
        private final FunctionSource source;
        private final SourceWatch watch;
        private final boolean isBuilt;
        private final Target target;
        private Optional<Path> running;
        private boolean hasFailed;

        private Watched(
                FunctionSource source, SourceWatch watch, boolean isBuilt, Target target, Optional<Path> running) {
            this.source = source;
            this.watch = watch;
            this.isBuilt = isBuilt;
            this.target = target;
            this.running = running;
        }
    }

    /** Makes a reloader, to which functions are to be added. */
    public HotReload(CodeBuilder builder, Listener listener) {
        this.builder = builder;
        this.listener = listener;
        thread.setDaemon(true);
    }

    /**
     * Adds a function, before the start.
     *
     * @param built the source's files as they were last built, successfully or not
     * @param code what the function runs; empty if it has no code that can run
     * @param target the function
     */
    public void watch(FunctionSource source, SourceState built, Optional<FunctionCode> code, Target target) {
        builder.watch(source, built)
                .ifPresent(watch -> functions.add(
                        new Watched(source, watch, builder.isBuilt(source), target, code.map(FunctionCode::taskRoot))));
    }

    /** Starts to watch. */
    public void start() {
        thread.start();
    }

    private void watch() {
        boolean areAllBuilt = functions.stream().allMatch(watched -> watched.isBuilt);
        Duration interval = areAllBuilt ? INTERVAL : SHORT_INTERVAL;
        long before = 0;
        try {
            while (true) {
                long start = System.nanoTime();
                Look look = new Look();
                List<Watched> changed = functions.stream()
                        .filter(watched -> hasChanged(watched, look))
                        .toList();
                long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
                for (Watched watched : changed) {
                    reload(watched);
                }
                boolean isSettling =
                        functions.stream().anyMatch(watched -> !watched.isBuilt && watched.watch.isChanging());
                Thread.sleep(
                        isSettling
                                ? SETTLING.toMillis()
                                : Math.max(interval.toMillis(), Math.min(before, took) * WAIT_PER_LOOK));
                // The first look loads classes, and a busy machine delays one now and then: two tell the size.
                before = took;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean hasChanged(Watched watched, Look look) {
        try {
            return watched.watch.hasChanged(look);
        } catch (IOException e) {
            // A file was moved meanwhile: the next look finds it, or misses it.
            return false;
        }
    }

    private void reload(Watched watched) throws InterruptedException {
        long start = System.nanoTime();
        String logicalId = watched.source.logicalId();
        watched.watch.take();
        try {
            FunctionCode built = builder.rebuild(watched.source);
            // After an error the user waits for a report, even that the old code is back.
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

    /** Stops watching, and ends a running build. */
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
