package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** One look at the files of several functions: those that functions share are read once. This class is not thread-safe. */
final class Look {
    private final Map<SourceTree, SourceState> states = new HashMap<>();

    SourceState at(SourceTree tree) throws IOException {
        SourceState known = states.get(tree);
        if (known != null) {
            return known;
        }
        SourceState state = tree.state();
        states.put(tree, state);
        return state;
    }
}
