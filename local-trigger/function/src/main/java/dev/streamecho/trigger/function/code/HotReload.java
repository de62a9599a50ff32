package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.FileChanges;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps functions on the code that their sources have now: builds what has changed, and has the function run it from its
 * next invocation on. A build that fails, or code without the handler, leaves the running code as it is. A function may
 * have no code yet that runs. Functions are added by one thread, before the start.
 *
 * <p>It looks at the files when the system says that they have changed; where it does not, or seconds later, every now and
 * then.
 */
public final class HotReload implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(300);

    /**
     * If there is code that needs no build, which is ready so soon that the looks would take most of the time; and if changes
     * are reported, as looks are few then.
     */
    private static final Duration SHORT_INTERVAL = Duration.ofMillis(100);

    /** If changes are reported, for those that are not, such as below a folder that was mounted meanwhile. */
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(5);

    /** After a change of such code, until it counts as complete: longer than an editor takes to write a file. */
    private static final Duration SETTLING = Duration.ofMillis(20);

    /** It waits 50 times as long as a look took, so that a very large project takes 2 % of a processor. */
    private static final int WAIT_PER_LOOK = 50;

    private final CodeBuilder builder;
    private final Listener listener;
    private final List<Watched> functions = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "hot-reload");
    private volatile String building = "";

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
        List<Path> roots =
                functions.stream().map(watched -> watched.watch.root()).toList();
        try (FileChanges changes = FileChanges.below(roots)) {
            long tookBefore = 0;
            while (true) {
                long start = System.nanoTime();
                Look look = new Look(changes::watch);
                List<Watched> changed = functions.stream()
                        .filter(watched -> hasChanged(watched, look))
                        .toList();
                long end = System.nanoTime();
                for (Watched watched : changed) {
                    reload(watched);
                }
                // The first look loads classes, and a busy machine delays one now and then: two tell the size.
                awaitNextLook(changes, end, Duration.ofNanos(Math.min(tookBefore, end - start)));
                tookBefore = end - start;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitNextLook(FileChanges changes, long lookEnd, Duration took) throws InterruptedException {
        if (functions.stream().anyMatch(watched -> !watched.isBuilt && watched.watch.isChanging())) {
            TimeUnit.NANOSECONDS.sleep(SETTLING.toNanos());
            return;
        }
        Duration shortest = took.multipliedBy(WAIT_PER_LOOK);
        boolean isSoon = changes.areReported() || functions.stream().anyMatch(watched -> !watched.isBuilt);
        Duration interval = longer(isSoon ? SHORT_INTERVAL : INTERVAL, shortest);
        if (functions.stream().noneMatch(watched -> watched.watch.isChanging())) {
            changes.await(longer(LONGEST_INTERVAL, shortest), interval);
        }
        // Also after a change: a file that matters to nobody may be written without end.
        TimeUnit.NANOSECONDS.sleep(interval.toNanos() - (System.nanoTime() - lookEnd));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
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
        building = logicalId;
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
        } finally {
            building = "";
        }
    }

    /** Returns whether it builds a function's code now. */
    public boolean isBuilding(String logicalId) {
        return building.equals(logicalId);
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
