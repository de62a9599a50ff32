package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.terraform.language.EvaluationError;
import dev.streamecho.trigger.terraform.language.HclValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What is evaluated already, and what is being evaluated, by its address. This class is not thread-safe. */
final class Evaluations {
    /** Each reference takes some of the stack. */
    private static final int MAXIMUM_REFERENCES = 100;

    private final Map<String, HclValue> done = new HashMap<>();
    private final Set<String> underWay = new LinkedHashSet<>();

    /**
     * Returns the value of an address, evaluated once.
     *
     * @throws EvaluationError if it refers to itself
     */
    HclValue value(String address, Supplier<HclValue> evaluate) {
        HclValue known = done.get(address);
        if (known != null) {
            return known;
        }
        if (!underWay.add(address)) {
            List<String> cycle = new ArrayList<>(underWay);
            throw new EvaluationError("circular references: %s → %s"
                    .formatted(String.join(" → ", cycle.subList(cycle.indexOf(address), cycle.size())), address));
        }
        try {
            if (underWay.size() > MAXIMUM_REFERENCES) {
                throw new EvaluationError(
                        "references to %s are nested more than %d deep".formatted(address, MAXIMUM_REFERENCES));
            }
            HclValue value = evaluate.get();
            done.put(address, value);
            return value;
        } finally {
            underWay.remove(address);
        }
    }
}
