package dev.streamecho.trigger.template.language;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The names that a message offers instead of one that is not among them. */
public final class KnownNames {
    private static final int MAXIMUM = 20;

    /** A name of this length may differ from what was meant by one character, one of twice the length by two. */
    private static final int CHARACTERS_PER_ERROR = 4;

    private KnownNames() {}

    /** Returns the names in their order, "none" if there are none; many are cut off. */
    public static String list(Collection<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        String first = String.join(", ", names.stream().limit(MAXIMUM).toList());
        return names.size() > MAXIMUM ? first + " and " + (names.size() - MAXIMUM) + " more" : first;
    }

    /**
     * Returns the name that was meant by one that is misspelt, in whatever case; empty if none is near. One that begins
     * with another is near to it, as {@code Tracing} is to {@code TracingConfig}.
     */
    public static Optional<String> nearest(String misspelt, Collection<String> names) {
        String lower = misspelt.toLowerCase(Locale.ROOT);
        Optional<String> nearest = names.stream()
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) * CHARACTERS_PER_ERROR <= name.length())
                .min(Comparator.<String>comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
        return nearest.or(() -> names.stream()
                .filter(name -> lower.length() >= CHARACTERS_PER_ERROR && isBeginning(lower, name))
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder())));
    }

    private static boolean isBeginning(String lower, String name) {
        String other = name.toLowerCase(Locale.ROOT);
        return other.startsWith(lower) || lower.startsWith(other);
    }

    /** Returns the number of characters to insert, delete or replace. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
