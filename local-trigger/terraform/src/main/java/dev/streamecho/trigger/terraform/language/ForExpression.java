package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * <code>[for key, value in source : result if condition]</code>, or with braces and a key of the result a map.
 *
 * @param isGrouped whether several results of one key become a list: {@code ...}
 * @see <a href="https://developer.hashicorp.com/terraform/language/expressions/for">For Expressions</a>
 */
record ForExpression(
        ForLoop loop,
        Optional<Expression> resultKey,
        Expression result,
        boolean isGrouped,
        Optional<Expression> condition)
        implements Expression {

    @Override
    public HclValue evaluate(Context context) {
        HclValue source = loop.source().evaluate(context);
        if (source instanceof Unresolved) {
            return source;
        }
        List<HclValue> items = new ArrayList<>();
        Map<String, List<HclValue>> byKey = new LinkedHashMap<>();
        for (Context each : loop.rounds(source, context)) {
            HclValue wanted = condition.map(given -> given.evaluate(each)).orElse(HclValue.bool(true));
            HclValue key = resultKey.map(given -> given.evaluate(each)).orElse(HclValue.Null.VALUE);
            if (wanted instanceof Unresolved || key instanceof Unresolved) {
                return wanted instanceof Unresolved ? wanted : key;
            }
            if (!Values.bool(wanted)) {
                continue;
            }
            HclValue value = result.evaluate(each);
            if (resultKey.isEmpty()) {
                items.add(value);
            } else {
                add(Values.text(key), value, byKey);
            }
        }
        return resultKey.isEmpty() ? HclValue.items(items) : entries(byKey);
    }

    private void add(String key, HclValue value, Map<String, List<HclValue>> byKey) {
        List<HclValue> values = byKey.computeIfAbsent(key, first -> new ArrayList<>());
        if (!values.isEmpty() && !isGrouped) {
            throw new EvaluationError(
                    "the key \"%s\" occurs twice; write ... after the value for a list".formatted(key));
        }
        values.add(value);
    }

    private Entries entries(Map<String, List<HclValue>> byKey) {
        Map<String, HclValue> entries = new LinkedHashMap<>();
        byKey.forEach((key, values) -> entries.put(key, isGrouped ? HclValue.items(values) : values.get(0)));
        return HclValue.entries(entries);
    }
}
