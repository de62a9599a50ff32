package dev.streamecho.trigger.template.check;

import dev.streamecho.trigger.template.language.Given;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule that looks at one mapping after the other. */
interface MappingRule extends Rule {

    /** Returns what it finds of a mapping whose function the template has. */
    Optional<Finding> find(CheckedMapping mapping, CheckedStack stack);

    @Override
    default Stream<Finding> find(CheckedStack stack) {
        // What cannot be read of one mapping says nothing of the others.
        return stack.mappings().stream()
                .flatMap(mapping -> Given.value(() -> find(mapping, stack)).flatMap(found -> found).stream());
    }
}
