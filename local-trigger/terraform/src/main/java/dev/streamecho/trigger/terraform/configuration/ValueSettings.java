package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.terraform.language.EvaluationError;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Items;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Arguments and blocks that are the values of an object. */
public record ValueSettings(Entries entries, int line) implements Settings {

    @Override
    public Optional<Setting> get(String name) {
        if (!entries.keys().contains(name)) {
            return Optional.empty();
        }
        try {
            HclValue value = entries.get(name);
            return value instanceof Null ? Optional.empty() : Optional.of(Setting.of(value, line));
        } catch (EvaluationError e) {
            return Optional.of(Setting.refused(e, line));
        }
    }

    @Override
    public List<Settings> blocks(String type) {
        return get(type).map(ValueSettings::blocks).orElse(List.of());
    }

    /** Returns the objects of a value: it is one, or a list of some. */
    static List<Settings> blocks(Setting setting) {
        List<HclValue> values = setting.value() instanceof Items items ? items.items() : List.of(setting.value());
        return values.stream()
                .filter(Entries.class::isInstance)
                .map(value -> (Settings) new ValueSettings((Entries) value, setting.line()))
                .toList();
    }

    @Override
    public Set<String> names() {
        return entries.keys();
    }
}
