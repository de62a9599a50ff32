package dev.streamecho.trigger.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function that fails for a poisoned item, and takes until a file is there for one that names it. */
public final class Orders {
    private static final Pattern UNTIL = Pattern.compile("S=until:([^}]+)}");

    private Orders() {}

    /** Answers how many records it has seen. */
    public static Object handle(Map<String, Object> event) throws InterruptedException {
        String text = event.toString();
        System.out.println("called with " + text.length() + " characters");
        Matcher until = UNTIL.matcher(text);
        while (until.find() && !Files.exists(Path.of(until.group(1)))) {
            Thread.sleep(10);
            until.reset();
        }
        if (text.contains("poison")) {
            throw new IllegalStateException("a poisoned item");
        }
        return Map.of("seen", event.get("Records") instanceof List<?> records ? records.size() : 0);
    }
}
