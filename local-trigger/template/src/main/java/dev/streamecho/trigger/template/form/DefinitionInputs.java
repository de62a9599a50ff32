package dev.streamecho.trigger.template.form;

import java.util.List;
import java.util.Map;

/**
 * What a definition is read with.
 *
 * @param parameterOverrides values of parameters or variables, by name, as the user gives them here
 * @param deployedParameters values of parameters, by name, as a deployment has them: those that the definition does not have
 *     are ignored
 * @param region the region that its functions see
 * @param stacks which of its stacks the user wants, by name; empty if the definition has to tell
 */
public record DefinitionInputs(
        Map<String, String> parameterOverrides,
        Map<String, String> deployedParameters,
        String region,
        List<String> stacks) {

    public DefinitionInputs {
        parameterOverrides = Map.copyOf(parameterOverrides);
        deployedParameters = Map.copyOf(deployedParameters);
        stacks = List.copyOf(stacks);
    }
}
