package dev.streamecho.trigger.template.language;

import java.util.Collection;

/** The names that a message offers. */
public final class KnownNames {
    private static final int MAXIMUM = 20;

    private KnownNames() {}

    /** The names in their order, "none" if there are none; many are cut off. */
    public static String list(Collection<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        String first = String.join(", ", names.stream().limit(MAXIMUM).toList());
        return names.size() > MAXIMUM ? first + " and " + (names.size() - MAXIMUM) + " more" : first;
    }
}
