package dev.streamecho.trigger.template.cdk;

import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.form.DefinedStack;
import dev.streamecho.trigger.template.form.DefinitionInputs;
import dev.streamecho.trigger.template.form.NestedStacks;
import dev.streamecho.trigger.template.language.PseudoParameters;
import dev.streamecho.trigger.template.language.TemplateFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the templates of the stacks that run together, each with the parameters that it has. */
final class StackTemplates {
    private final DefinitionInputs inputs;
    private final AssetSources sources;
    private final Map<StackArtifact, Set<String>> parameters = new HashMap<>();

    /**
     * Takes the stacks.
     *
     * @param assembly what the user named, for messages
     * @param sources where the app's own code is
     * @throws UserError if the user gives a value to a parameter that none of them has
     */
    StackTemplates(Path assembly, AssetSources sources, DefinitionInputs inputs, List<StackArtifact> stacks) {
        this.inputs = inputs;
        this.sources = sources;
        Set<String> known = new TreeSet<>();
        for (StackArtifact stack : stacks) {
            Set<String> own = new TreeSet<>();
            CdkJson.read(stack.template()).path("Parameters").fieldNames().forEachRemaining(own::add);
            parameters.put(stack, own);
            known.addAll(own);
        }
        for (String name : inputs.parameterOverrides().keySet()) {
            if (!known.contains(name)) {
                throw new UserError("%s: --parameter-overrides names %s, which is not a parameter; it has %s"
                        .formatted(assembly, name, String.join(", ", known)));
            }
        }
    }

    /** Returns a stack, followed by those that are nested in it. */
    List<DefinedStack> read(StackArtifact stack) {
        Map<String, String> overrides = new LinkedHashMap<>(inputs.parameterOverrides());
        overrides.keySet().retainAll(parameters.get(stack));
        TemplateFile content = TemplateFile.read(
                stack.template(),
                overrides,
                inputs.deployedParameters(),
                new PseudoParameters(inputs.regionOr(stack.region()), stack.stackName()));
        AssetFiles assets = AssetFiles.of(stack);
        return NestedStacks.with(
                DefinedStack.alone(content, FileNames.folderOf(stack.template())),
                one -> ConstructNames.in(sources.in(DeploymentFunctions.without(assets.in(one)))));
    }
}
