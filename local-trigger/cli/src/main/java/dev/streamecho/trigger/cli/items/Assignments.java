package dev.streamecho.trigger.cli.items;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.table.ItemJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What {@code --set} and {@code --remove} ask for, as an update expression. Names are top-level attributes, whatever characters they
 * have.
 */
final class Assignments {
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();

    private Assignments() {}

    /**
     * Reads them.
     *
     * @throws UserError if one has no name
     */
    static Assignments of(List<String> sets, List<String> removes) {
        Assignments assignments = new Assignments();
        sets.forEach(assignments::set);
        removes.forEach(name -> assignments.removes.add(assignments.placeholder(name)));
        return assignments;
    }

    private void set(String assignment) {
        int end = assignment.indexOf('=');
        if (end < 1) {
            throw new UserError("--set %s: write it as NAME=VALUE".formatted(assignment));
        }
        String name = placeholder(assignment.substring(0, end));
        String value = ":set" + values.size();
        values.put(value, ItemJson.valueOrString(assignment.substring(end + 1)));
        sets.add(name + " = " + value);
    }

    private String placeholder(String name) {
        String placeholder = "#set" + names.size();
        names.put(placeholder, name);
        return placeholder;
    }

    boolean isEmpty() {
        return sets.isEmpty() && removes.isEmpty();
    }

    String expression() {
        List<String> clauses = new ArrayList<>();
        if (!sets.isEmpty()) {
            clauses.add("SET " + String.join(", ", sets));
        }
        if (!removes.isEmpty()) {
            clauses.add("REMOVE " + String.join(", ", removes));
        }
        return String.join(" ", clauses);
    }

    /** Returns the names behind the placeholders; the map is the caller's. */
    Map<String, String> names() {
        return new LinkedHashMap<>(names);
    }

    /** Returns the values behind the placeholders; the map is the caller's. */
    Map<String, AttributeValue> values() {
        return new LinkedHashMap<>(values);
    }
}
