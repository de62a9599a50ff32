package dev.streamecho.trigger.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Passes on each line once, up to a limit, because a page could cause thousands. This class is thread-safe. */
public final class FewLines implements Consumer<String> {
    private static final int MOST_LINES = 20;
    private static final int MOST_CHARACTERS = 300;

    private final Consumer<String> next;
    private final Set<String> passed = ConcurrentHashMap.newKeySet();

    /** Makes a filter in front of another consumer. */
    public FewLines(Consumer<String> next) {
        this.next = next;
    }

    @Override
    public void accept(String line) {
        if (passed.size() < MOST_LINES && passed.add(line)) {
            next.accept(line);
        }
    }

    /** Returns a line that quotes a stranger as it may go to the screen: cut short, and of printable ASCII only. */
    public static String shown(String line) {
        String visible = line.replaceAll("[^\\x20-\\x7e]", "?");
        return visible.length() <= MOST_CHARACTERS ? visible : visible.substring(0, MOST_CHARACTERS) + " ...";
    }
}
