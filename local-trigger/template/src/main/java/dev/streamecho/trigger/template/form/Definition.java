package dev.streamecho.trigger.template.form;

import java.util.List;

/**
 * What was read: one stack, or several that run together. It is immutable.
 *
 * @param stacks at least one; one that is nested in another comes after it
 * @param notices what the user should know of the definition itself, each in one line
 */
public record Definition(List<DefinedStack> stacks, List<String> notices) {

    public Definition {
        stacks = List.copyOf(stacks);
        notices = List.copyOf(notices);
    }
}
