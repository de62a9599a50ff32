package dev.streamecho.trigger.template.form;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a definition is read with.
 *
 * @param parameterOverrides values of parameters or variables, by name, as the user gives them here
 * @param deployedParameters values of parameters, by name, as a deployment has them: those that the definition does not have
 *     are ignored
 * @param region the region that its functions see
 * @param isRegionChosen whether the user chose it
 * @param variableFiles with values of variables; a later one goes before those before it
 * @param stacks which of its stacks the user wants, by name; empty if the definition has to tell
 */
public record DefinitionInputs(
        Map<String, String> parameterOverrides,
        Map<String, String> deployedParameters,
        String region,
        boolean isRegionChosen,
        List<Path> variableFiles,
        List<String> stacks) {

    public DefinitionInputs {
        parameterOverrides = Map.copyOf(parameterOverrides);
        deployedParameters = Map.copyOf(deployedParameters);
        variableFiles = List.copyOf(variableFiles);
        stacks = List.copyOf(stacks);
    }

    /** Returns the region that the user chose, else that of the definition, else the usual one. */
    public String regionOr(Optional<String> ofDefinition) {
        return isRegionChosen ? region : ofDefinition.orElse(region);
    }
}
