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

    private record Kind(String what, String instead) {}

    /**
     * Notes one occurrence; the same one counts once.
     *
     * @param what the thing, as AWS calls it: {@code events of type Schedule}
     * @param where what it concerns: a logical id
     * @param instead what happens instead, and what the user can do
     */
    public synchronized void add(String what, String where, String instead) {
        whereByKind
                .computeIfAbsent(new Kind(what, instead), kind -> new LinkedHashSet<>())
                .add(where);
    }

    /** Notes everything that the other has so far. */
    public void addAll(Notices other) {
        other.copy().forEach((kind, places) -> places.forEach(place -> add(kind.what(), place, kind.instead())));
    }

    private synchronized Map<Kind, Set<String>> copy() {
        Map<Kind, Set<String>> copy = new LinkedHashMap<>();
        whereByKind.forEach((kind, places) -> copy.put(kind, new LinkedHashSet<>(places)));
        return copy;
    }

    /** Returns a line for each kind, in the order of their first occurrence: {@code what (where, where): instead}. */
    public synchronized List<String> lines() {
        return whereByKind.entrySet().stream()
                .map(entry -> "%s (%s): %s"
                        .formatted(
                                entry.getKey().what(),
                                shown(List.copyOf(entry.getValue())),
                                entry.getKey().instead()))
                .toList();
    }

    private static String shown(List<String> all) {
        return all.size() <= MOST_SHOWN
                ? String.join(", ", all)
                : "%s and %d more".formatted(String.join(", ", all.subList(0, MOST_SHOWN)), all.size() - MOST_SHOWN);
    }
}
