package dev.streamecho.trigger.template;

import dev.streamecho.trigger.template.form.DefinitionInputs;
import dev.streamecho.trigger.template.resource.EnvironmentOverrides;
import java.util.List;
import java.util.Map;

/**
 * What a stack is made with, beside its definition.
 *
 * @param parameterOverrides values of parameters, by name, as the user gives them here
 * @param deployedParameters values of parameters, by name, as a deployment has them: those that the template does not have
 *     are ignored, and what such a value names in Systems Manager only AWS knows
 * @param environment values of functions' environment variables in place of the template's
 * @param region the value of {@code AWS::Region}
 * @param stacks which stacks of the definition are run, by name; empty if it has one, or tells itself
 */
public record StackInputs(
        Map<String, String> parameterOverrides,
        Map<String, String> deployedParameters,
        EnvironmentOverrides environment,
        String region,
        List<String> stacks) {

    public StackInputs {
        parameterOverrides = Map.copyOf(parameterOverrides);
        deployedParameters = Map.copyOf(deployedParameters);
        stacks = List.copyOf(stacks);
    }

    DefinitionInputs ofDefinition() {
        return new DefinitionInputs(parameterOverrides, deployedParameters, region, stacks);
    }
}
