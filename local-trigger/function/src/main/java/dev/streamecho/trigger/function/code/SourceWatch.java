package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.nio.file.Path;

/** Compares the files of a function's code with those that were built. This class is not thread-safe. */
final class SourceWatch {
    private final SourceTree tree;
    private final WatchedFiles watched;
    private SourceState seen;
    private SourceState built;
    private boolean isChanging;

    SourceWatch(SourceTree tree, WatchedFiles watched, SourceState built) {
        this.tree = tree;
        this.watched = watched;
        this.seen = built;
        this.built = built;
    }

    /** Returns what it looks at: a file, or a folder. */
    Path root() {
        return tree.root();
    }

    /** Returns whether the files differ from those built, and not from the last look: whoever changed them has finished. */
    boolean hasChanged(Look look) throws IOException {
        SourceState now = look.at(tree);
        isChanging = differ(now, seen);
        seen = now;
        if (isChanging) {
            return false;
        }
        boolean hasChanged = differ(now, built);
        if (!hasChanged) {
            // What does not matter need not be compared again.
            built = now;
        }
        return hasChanged;
    }

    /** Returns whether the last look has found a change, which may not be complete. */
    boolean isChanging() {
        return isChanging;
    }

    /** Takes the files of the last look for built. */
    void take() {
        built = seen;
    }

    private boolean differ(SourceState one, SourceState other) {
        return one.changedSince(other).stream().anyMatch(watched::include);
    }
}
