package dev.streamecho.trigger.template;

import dev.streamecho.trigger.template.form.DefinitionInputs;
import dev.streamecho.trigger.template.resource.EnvironmentOverrides;
import java.nio.file.Path;
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
 * @param isRegionChosen whether the user chose it, so that it goes before one that the definition says
 * @param variableFiles with values of variables, beside those that the definition's form reads by itself
 * @param stacks which stacks of the definition are run, by name; empty if it has one, or tells itself
 */
public record StackInputs(
        Map<String, String> parameterOverrides,
        Map<String, String> deployedParameters,
        EnvironmentOverrides environment,
        String region,
        boolean isRegionChosen,
        List<Path> variableFiles,
        List<String> stacks) {

    /** Takes a region that nobody chose, and no files. */
    public StackInputs(
            Map<String, String> parameterOverrides,
            Map<String, String> deployedParameters,
            EnvironmentOverrides environment,
            String region,
            List<String> stacks) {
        this(parameterOverrides, deployedParameters, environment, region, false, List.of(), stacks);
    }

    public StackInputs {
        parameterOverrides = Map.copyOf(parameterOverrides);
        deployedParameters = Map.copyOf(deployedParameters);
        variableFiles = List.copyOf(variableFiles);
        stacks = List.copyOf(stacks);
    }

    DefinitionInputs ofDefinition() {
        return new DefinitionInputs(
                parameterOverrides, deployedParameters, region, isRegionChosen, variableFiles, stacks);
    }
}
