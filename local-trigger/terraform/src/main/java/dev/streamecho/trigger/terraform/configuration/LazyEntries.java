package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** An object whose values are found when they are asked for. */
final class LazyEntries implements Entries {
    private final Set<String> keys;
    private final Function<String, HclValue> find;

    /** @param find also gets names that are not among the keys, and says what is wrong with them */
    LazyEntries(Set<String> keys, Function<String, HclValue> find) {
        this.keys = Collections.unmodifiableSet(new TreeSet<>(keys));
        this.find = find;
    }

    @Override
    public Set<String> keys() {
        return keys;
    }

    @Override
    public HclValue get(String key) {
        return find.apply(key);
    }
}
