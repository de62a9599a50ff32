package dev.streamecho.trigger;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects what works differently here than on AWS, or not at all, and what the user should know of it: one line for each
 * kind, however often it occurs. This class is thread-safe.
 */
public final class Notices {
    private static final int MOST_SHOWN = 8;

    private final Map<Kind, Set<String>> whereByKind = new LinkedHashMap<>();

    /** What occurrences have in common: those whose kinds are equal share a line. */
    @FunctionalInterface
    public interface Kind {

        /**
         * Returns the line.
         *
         * @param where whom it concerns: some names, separated by commas
         */
        String line(String where);
    }

    private record Otherwise(String what, String instead) implements Kind {

        @Override
        public String line(String where) {
            return "%s (%s): %s".formatted(what, where, instead);
        }
    }

    /**
     * Notes one occurrence of the kind whose line is {@code what (where, where): instead}; the same one counts once.
     *
     * @param what the thing, as AWS calls it: {@code KinesisStreamSpecification}
     * @param where what it concerns: a logical id
     * @param instead what happens instead, and what the user can do
     */
    public void add(String what, String where, String instead) {
        add(new Otherwise(what, instead), where);
    }

    /**
     * Notes one occurrence; the same one counts once.
     *
     * @param where whom it concerns
     */
    public synchronized void add(Kind kind, String where) {
        whereByKind.computeIfAbsent(kind, first -> new LinkedHashSet<>()).add(where);
    }

    /** Notes everything that the other has so far. */
    public void addAll(Notices other) {
        other.copy().forEach((kind, places) -> places.forEach(place -> add(kind, place)));
    }

    private synchronized Map<Kind, Set<String>> copy() {
        Map<Kind, Set<String>> copy = new LinkedHashMap<>();
        whereByKind.forEach((kind, places) -> copy.put(kind, new LinkedHashSet<>(places)));
        return copy;
    }

    /** Returns a line for each kind, in the order of their first occurrence. */
    public synchronized List<String> lines() {
        return whereByKind.entrySet().stream()
                .map(entry -> entry.getKey().line(shown(List.copyOf(entry.getValue()))))
                .toList();
    }

    private static String shown(List<String> all) {
        return all.size() <= MOST_SHOWN
                ? String.join(", ", all)
                : "%s and %d more".formatted(String.join(", ", all.subList(0, MOST_SHOWN)), all.size() - MOST_SHOWN);
    }
}
