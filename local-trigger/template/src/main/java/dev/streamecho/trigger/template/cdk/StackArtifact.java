package dev.streamecho.trigger.template.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.UserError;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A stack of an assembly.
 *
 * @param id the key of its artifact, with its stage before it; no other stack has it
 * @param path the path of its construct, as {@code cdk deploy} takes it: {@code Stage/Stack}
 * @param stackName its name on AWS
 * @param region where it is deployed; empty if the app leaves that open
 * @param template its file
 * @param dependencies the ids of the artifacts that are deployed before it
 */
record StackArtifact(
        String id, String path, String stackName, Optional<String> region, Path template, Set<String> dependencies) {
    private static final String OPEN = "unknown-region";

    /**
     * Takes one from a manifest.
     *
     * @param stage empty, or its key with a slash at its end
     * @param folder that of the manifest
     * @param manifest for messages
     */
    static StackArtifact of(String stage, String key, JsonNode artifact, Path folder, Path manifest) {
        JsonNode properties = artifact.path("properties");
        String file = properties.path("templateFile").asText();
        if (file.isEmpty()) {
            throw new UserError("%s: the stack %s has no templateFile; run cdk synth again".formatted(manifest, key));
        }
        Set<String> dependencies = new LinkedHashSet<>();
        artifact.path("dependencies").forEach(dependency -> dependencies.add(stage + dependency.asText()));
        // It may have the stack's name after it, in parentheses.
        String path = artifact.path("displayName").asText(key).split(" ", 2)[0];
        String environment = artifact.path("environment").asText();
        String region = environment.substring(environment.lastIndexOf('/') + 1);
        return new StackArtifact(
                stage + key,
                path,
                properties.path("stackName").asText(key),
                Optional.of(region).filter(name -> !name.isEmpty() && !name.equals(OPEN)),
                folder.resolve(file),
                dependencies);
    }

    /** Returns the manifest of the assets that it needs. */
    Path assets() {
        String name = template.getFileName().toString();
        return template.resolveSibling(name.replaceFirst("\\.template\\.json$", ".assets.json"));
    }

    /** Returns whether the user may mean it by a name: its path, that of a stage around it, its name, or its key. */
    boolean isNamed(String name) {
        String without = name.replaceFirst("/\\*{1,2}$", "");
        List<String> names = Stream.of(path, stackName, id.substring(id.lastIndexOf('/') + 1))
                .toList();
        return names.contains(name) || path.startsWith(without + "/");
    }
}
