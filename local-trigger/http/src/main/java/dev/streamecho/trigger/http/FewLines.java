package dev.streamecho.trigger.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Passes on each line once, and a limited number of them, as a page could send thousands. It is thread-safe. */
public final class FewLines implements Consumer<String> {
    private static final int MOST_LINES = 20;
    private static final int MOST_CHARACTERS = 300;

    private final Consumer<String> next;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** Passes lines on to the next. */
    public FewLines(Consumer<String> next) {
        this.next = next;
    }

    @Override
    public void accept(String line) {
        if (said.size() < MOST_LINES && said.add(line)) {
            next.accept(line);
        }
    }

    /** A line with a stranger's words in it, for the screen: short, and of visible characters. */
    public static String shown(String line) {
        String visible = line.replaceAll("[^\\x20-\\x7e]", "?");
        return visible.length() <= MOST_CHARACTERS ? visible : visible.substring(0, MOST_CHARACTERS) + " ...";
    }
}
