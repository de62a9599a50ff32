package dev.streamecho.trigger.template.language;

import java.util.Optional;

/**
 * Finds what a template's functions refer to beyond its own sections: its resources, the stack in which it is nested, and
 * the stacks beside it. The language asks it, and knows no resource or type itself. Implementations are immutable.
 */
public interface ReferableResources {
    /** Nothing can be referred to. */
    ReferableResources NONE = (logicalId, function, from) -> {
        throw unknown(logicalId, function, from);
    };

    /**
     * Returns the resource of that logical id, whose values are resolved as seen from {@code from}.
     *
     * @param function the function that names it, for messages
     * @param from what asks, to say an error there
     * @throws TemplateError if there is none, or if its condition does not hold
     */
    Referable find(String logicalId, String function, Value from);

    /**
     * Returns what the stack around this one gives to a parameter; empty if it gives nothing, or if there is none.
     *
     * @param from what asks, to say an error there
     */
    default Optional<Value> argument(String parameter, Value from) {
        return Optional.empty();
    }

    /**
     * Returns what a stack of the same definition exports; empty if none exports that name.
     *
     * @param from what asks, to say an error there
     */
    default Optional<Value> imported(String export, Value from) {
        return Optional.empty();
    }

    /**
     * Returns an output of another stack of the same definition; empty if there is no such stack, or it has no such output.
     *
     * @param from what asks, to say an error there
     */
    default Optional<Value> output(String stackName, String output, Value from) {
        return Optional.empty();
    }

    /** Returns the error that there is no such resource. */
    static TemplateError unknown(String logicalId, String function, Value from) {
        return from.error("%s names %s, which is neither a parameter nor a resource of the template"
                .formatted(function, Value.shown(logicalId)));
    }
}
