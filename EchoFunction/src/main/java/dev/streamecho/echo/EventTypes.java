package dev.streamecho.echo;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The event types that are echoed. This class is immutable. */
final class EventTypes {
    /** The environment variable that lists them. Its default is in template.yaml and nowhere else. */
    static final String VARIABLE = "EVENT_TYPES";

    private static final List<String> ALLOWED = List.of("INSERT", "MODIFY", "REMOVE");
    private static final String REMEDY = ": it must name one or more of INSERT, MODIFY, REMOVE, separated by commas";

    private final Set<String> names;

    private EventTypes(Set<String> names) {
        this.names = names;
    }

    /**
     * Reads a list separated by commas, with or without spaces: {@code INSERT,MODIFY}.
     *
     * @throws IllegalStateException if the list is null or empty, or has a name that is not an event type
     */
    static EventTypes parse(String list) {
        if (list == null) {
            throw new IllegalStateException(VARIABLE + " is not set" + REMEDY);
        }
        String[] names = list.split(",", -1);
        for (int i = 0; i < names.length; i++) {
            names[i] = names[i].strip();
            if (!ALLOWED.contains(names[i])) {
                throw new IllegalStateException(VARIABLE + " is \"" + list + "\"" + REMEDY);
            }
        }
        return new EventTypes(Set.copyOf(Arrays.asList(names)));
    }

    /**
     * Returns whether a record with this {@code eventName} is echoed.
     *
     * @throws IllegalArgumentException if it is null
     */
    boolean contains(String eventName) {
        if (eventName == null) {
            throw new IllegalArgumentException("The record has no eventName");
        }
        return names.contains(eventName);
    }
}
