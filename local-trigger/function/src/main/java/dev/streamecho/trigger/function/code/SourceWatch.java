package dev.streamecho.trigger.function.code;

import java.io.IOException;

/** Looks at the files of a function's code, and compares them with those that were built. It is used by one thread. */
final class SourceWatch {
    private final SourceTree tree;
    private final WatchedFiles watched;
    private SourceState seen;
    private SourceState built;

    SourceWatch(SourceTree tree, WatchedFiles watched, SourceState built) {
        this.tree = tree;
        this.watched = watched;
        this.seen = built;
        this.built = built;
    }

    /** Whether the files look the same as before and are not what was built: whoever changed them has finished. */
    boolean hasChanged() throws IOException {
        SourceState now = tree.state();
        boolean isQuiet = !differ(now, seen);
        seen = now;
        if (!isQuiet) {
            return false;
        }
        boolean hasChanged = differ(now, built);
        if (!hasChanged) {
            // What does not matter need not be looked through again.
            built = now;
        }
        return hasChanged;
    }

    /** What was seen last has been built, or cannot be. */
    void take() {
        built = seen;
    }

    private boolean differ(SourceState one, SourceState other) {
        return one.changedSince(other).stream().anyMatch(watched::include);
    }
}
