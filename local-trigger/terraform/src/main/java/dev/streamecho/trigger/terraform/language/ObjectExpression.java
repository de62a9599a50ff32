package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** <code>{ key = value }</code>. */
record ObjectExpression(List<Entry> entries) implements Expression {

    /** @param key a name by itself stands for that string */
    record Entry(Expression key, Expression value) {}

    @Override
    public HclValue evaluate(Context context) {
        Map<String, HclValue> values = new LinkedHashMap<>();
        for (Entry entry : entries) {
            HclValue key = entry.key().evaluate(context);
            if (key instanceof Unresolved) {
                return key;
            }
            values.put(Values.text(key), entry.value().evaluate(context));
        }
        return HclValue.entries(values);
    }
}
