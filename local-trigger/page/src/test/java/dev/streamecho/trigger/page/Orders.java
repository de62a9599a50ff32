package dev.streamecho.trigger.page;

import java.util.List;
import java.util.Map;

/** A function that fails for a poisoned item. */
public final class Orders {
    private Orders() {}

    /** Answers how many records it has seen. */
    public static Object handle(Map<String, Object> event) {
        String text = event.toString();
        System.out.println("called with " + text.length() + " characters");
        if (text.contains("poison")) {
            throw new IllegalStateException("a poisoned item");
        }
        return Map.of("seen", event.get("Records") instanceof List<?> records ? records.size() : 0);
    }
}
