package dev.streamecho.trigger.template;

import java.util.Collection;

/** The names that a message offers. */
final class Names {
    private static final int MAXIMUM = 20;

    private Names() {}

    /** The names in their order, "none" if there are none; many are cut off. */
    static String list(Collection<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        String first = String.join(", ", names.stream().limit(MAXIMUM).toList());
        return names.size() > MAXIMUM ? first + " and " + (names.size() - MAXIMUM) + " more" : first;
    }
}
