package dev.streamecho.trigger.terraform.shown;

import dev.streamecho.trigger.terraform.configuration.Provider;
import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.configuration.Settings;
import dev.streamecho.trigger.terraform.configuration.ValueSettings;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.util.Optional;

/**
 * A resource of a plan or a state.
 *
 * @param values what is known of it
 */
record ShownResource(
        String address,
        String type,
        String name,
        boolean isData,
        String file,
        int line,
        Entries values,
        Provider provider)
        implements ResourceInstance {

    @Override
    public Settings settings() {
        return new ValueSettings(values, line);
    }

    @Override
    public HclValue attribute(String attribute) {
        HclValue value = values.keys().contains(attribute) ? values.get(attribute) : HclValue.Null.VALUE;
        return value instanceof Null
                ? provider.attribute(this, attribute).orElseGet(() -> new Unresolved(address + "." + attribute))
                : value;
    }

    @Override
    public Optional<HclValue> variable(String variable) {
        return Optional.empty();
    }

    ShownResource with(Entries others) {
        return new ShownResource(address, type, name, isData, file, line, others, provider);
    }
}
