package dev.streamecho.trigger.template.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an app synthesized: its stacks, those of its stages too.
 *
 * @param stacks in the order of the manifest
 * @param notices what the user should know of it, each in one line
 * @see <a href="https://github.com/aws/aws-cdk-cli/tree/main/packages/%40aws-cdk/cloud-assembly-schema">Cloud Assembly
 *     Schema</a>
 */
record CloudAssembly(List<StackArtifact> stacks, List<String> notices) {
    /** The usual folder; in it, a file of the same name has the version. */
    static final String OUTPUT = "cdk.out";

    private static final String MANIFEST = "manifest.json";
    private static final String STACK = "aws:cloudformation:stack";
    private static final String STAGE = "cdk:cloud-assembly";

    /** The newest version of the manifest that was looked at; later ones have added to it, and changed nothing that is read here. */
    private static final int KNOWN_VERSION = 55;

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST)) && Files.isRegularFile(folder.resolve(OUTPUT));
    }

    /**
     * Reads a folder.
     *
     * @throws UserError if it has no manifest that can be read, or no stack
     */
    static CloudAssembly read(Path folder) {
        List<StackArtifact> stacks = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        addTo(stacks, notices, folder, "");
        if (stacks.isEmpty()) {
            throw new UserError(folder.resolve(MANIFEST) + ": it has no stack" + ofNewerVersion(notices));
        }
        return new CloudAssembly(List.copyOf(stacks), List.copyOf(notices));
    }

    private static String ofNewerVersion(List<String> notices) {
        return notices.isEmpty() ? "; run cdk synth again" : " that is known here, and its version is newer";
    }

    private static void addTo(List<StackArtifact> stacks, List<String> notices, Path folder, String stage) {
        Path file = folder.resolve(MANIFEST);
        JsonNode manifest = CdkJson.read(file);
        if (stage.isEmpty()) {
            noteVersion(manifest.path("version").asText(), file, notices);
        }
        for (Map.Entry<String, JsonNode> artifact : manifest.path("artifacts").properties()) {
            JsonNode properties = artifact.getValue().path("properties");
            switch (artifact.getValue().path("type").asText()) {
                case STACK -> stacks.add(StackArtifact.of(stage, artifact.getKey(), artifact.getValue(), folder, file));
                case STAGE ->
                    addTo(
                            stacks,
                            notices,
                            folder.resolve(properties.path("directoryName").asText()),
                            stage + artifact.getKey() + "/");
                default -> {
                    // Assets are named by the stacks that need them; a tree of constructs is for people.
                }
            }
        }
    }

    private static void noteVersion(String version, Path file, List<String> notices) {
        try {
            if (Integer.parseInt(version.split("\\.", 2)[0]) > KNOWN_VERSION) {
                notices.add("%s: version %s is newer than %d, which is known here; it is read as far as that goes"
                        .formatted(file, version, KNOWN_VERSION));
            }
        } catch (NumberFormatException e) {
            throw new UserError(
                    "%s: version %s is not one of a manifest; run cdk synth again".formatted(file, version), e);
        }
    }
}
