package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.util.List;
import java.util.Optional;

/**
 * A function of Terraform's.
 *
 * @param sees how far it looks into its arguments
 */
record Function(Sees sees, Body body) {

    /** What a function has to know of its arguments. */
    enum Sees {
        /** All of them, to their last character: {@code upper}. */
        CONTENT,
        /** That they are lists or maps, and of how many; not what is in them: {@code merge}. */
        STRUCTURE,
        /** Nothing: {@code jsonencode}. */
        NOTHING
    }

    /** What it does. */
    @FunctionalInterface
    interface Body {
        HclValue apply(Arguments arguments);
    }

    /** Returns its value; if it would have to know what only AWS knows, that. */
    HclValue apply(Arguments arguments) {
        Optional<Unresolved> missing = arguments.values().stream()
                .map(this::missing)
                .flatMap(Optional::stream)
                .findFirst();
        if (missing.isPresent()) {
            return missing.get();
        }
        List<HclValue> values = sees == Sees.CONTENT
                ? arguments.values().stream().map(Values::form).toList()
                : arguments.values();
        return body.apply(new Arguments(arguments.function(), values, arguments.folder()));
    }

    private Optional<Unresolved> missing(HclValue argument) {
        return switch (sees) {
            case CONTENT -> Values.firstMissing(argument);
            case STRUCTURE -> argument instanceof Unresolved unresolved ? Optional.of(unresolved) : Optional.empty();
            case NOTHING -> Optional.empty();
        };
    }
}
