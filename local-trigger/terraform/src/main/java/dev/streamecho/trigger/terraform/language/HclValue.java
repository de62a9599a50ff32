package dev.streamecho.trigger.terraform.language;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A value of Terraform's language. Values are immutable. */
public sealed interface HclValue {

    /** A string; parts of it may stand for what is known later: see {@link Marks}. */
    record Text(String text) implements HclValue {}

    /** A number of any size. */
    record Num(BigDecimal number) implements HclValue {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements HclValue {}

    /** {@code null}: an argument that is not there. */
    record Null() implements HclValue {
        public static final Null VALUE = new Null();
    }

    /** A list, a set or a tuple. */
    record Items(List<HclValue> items) implements HclValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map or an object. */
    non-sealed interface Entries extends HclValue {
        /** Returns its keys in Terraform's order, which is the alphabet's. */
        Set<String> keys();

        /**
         * Returns the value of a key.
         *
         * @throws EvaluationError if it does not have the key
         */
        HclValue get(String key);
    }

    /**
     * What cannot be known here, such as an endpoint that AWS makes up.
     *
     * @param name what a message calls it: {@code aws_opensearch_domain.search.endpoint}
     */
    record Unresolved(String name) implements HclValue {}

    static Text text(String text) {
        return new Text(text);
    }

    static Bool bool(boolean value) {
        return new Bool(value);
    }

    static Num number(long number) {
        return new Num(BigDecimal.valueOf(number));
    }

    static Items items(List<? extends HclValue> items) {
        return new Items(List.copyOf(items));
    }

    /** Returns a map or object of what is known already. */
    static Entries entries(Map<String, ? extends HclValue> entries) {
        return new Known(Collections.unmodifiableMap(new TreeMap<>(entries)));
    }

    /** A map or object whose values are known already. */
    record Known(Map<String, HclValue> entries) implements Entries {

        @Override
        public Set<String> keys() {
            return entries.keySet();
        }

        @Override
        public HclValue get(String key) {
            HclValue value = entries.get(key);
            if (value == null) {
                throw new EvaluationError("there is no %s; there is %s"
                        .formatted(key, entries.isEmpty() ? "nothing" : String.join(", ", entries.keySet())));
            }
            return value;
        }
    }

    /** Returns what the value is, for a message: "a list". */
    default String kind() {
        if (this instanceof Text) {
            return "a string";
        }
        if (this instanceof Num) {
            return "a number";
        }
        if (this instanceof Bool) {
            return "true or false";
        }
        if (this instanceof Items) {
            return "a list";
        }
        return this instanceof Entries ? "a map" : "null";
    }
}
