package dev.streamecho.trigger.template.language;

/**
 * Finds the resources that a template's functions refer to. The language asks it, and knows no resource or type itself.
 * Implementations are immutable.
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

    /** Returns the error that there is no such resource. */
    static TemplateError unknown(String logicalId, String function, Value from) {
        return from.error("%s names %s, which is neither a parameter nor a resource of the template"
                .formatted(function, Value.shown(logicalId)));
    }
}
