package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One look at the files of several functions: those that functions share are read once. This class is not thread-safe. */
final class Look {
    private final Map<SourceTree, SourceState> states = new HashMap<>();
    private final Consumer<Path> places;

    /**
     * Begins a look.
     *
     * @param places takes what it looks at, as of {@link SourceTree#state(Consumer)}
     */
    Look(Consumer<Path> places) {
        this.places = places;
    }

    SourceState at(SourceTree tree) throws IOException {
        SourceState known = states.get(tree);
        if (known != null) {
            return known;
        }
        SourceState state = tree.state(places);
        states.put(tree, state);
        return state;
    }
}
