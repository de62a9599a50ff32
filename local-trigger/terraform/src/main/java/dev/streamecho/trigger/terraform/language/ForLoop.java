package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code for key, value in source}.
 *
 * @param key the name of the key, or of the number of a list's item
 */
record ForLoop(Optional<String> key, String value, Expression source) {

    /** Returns the context of each round, in order. */
    List<Context> rounds(HclValue over, Context context) {
        List<Context> rounds = new ArrayList<>();
        if (over instanceof Entries entries) {
            entries.keys().forEach(name -> rounds.add(round(HclValue.text(name), entries.get(name), context)));
        } else {
            int number = 0;
            for (HclValue item : Values.items(over)) {
                rounds.add(round(HclValue.number(number++), item, context));
            }
        }
        return rounds;
    }

    private Context round(HclValue keyOfRound, HclValue valueOfRound, Context context) {
        Map<String, HclValue> names = new HashMap<>();
        names.put(value, valueOfRound);
        key.ifPresent(name -> names.put(name, keyOfRound));
        return context.with(names);
    }
}
