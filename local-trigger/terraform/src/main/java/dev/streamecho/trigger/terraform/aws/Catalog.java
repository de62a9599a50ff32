package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.configuration.Setting;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import dev.streamecho.trigger.terraform.language.Marks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All resources and data sources of a configuration. */
record Catalog(List<ResourceInstance> all) {

    /** Returns those of the types, in the order of the files. */
    Stream<ResourceInstance> ofType(String... types) {
        Set<String> wanted = Set.of(types);
        return all.stream().filter(resource -> wanted.contains(resource.type()));
    }

    /** Returns the resource of an address. */
    Optional<ResourceInstance> at(String address) {
        return all.stream()
                .filter(resource -> resource.address().equals(address))
                .findFirst();
    }

    /** Returns an argument that is a string, as it would look on AWS; empty if it is not there or not known. */
    static Optional<String> text(ResourceInstance resource, String argument) {
        return text(resource.settings().get(argument));
    }

    static Optional<String> text(Optional<Setting> setting) {
        return setting.map(Setting::value)
                .filter(Text.class::isInstance)
                .map(value -> ((Text) value).text())
                .filter(text -> Marks.firstMissing(text).isEmpty())
                .map(Marks::form);
    }
}
