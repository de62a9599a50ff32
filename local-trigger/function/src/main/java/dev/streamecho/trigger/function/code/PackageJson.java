package dev.streamecho.trigger.function.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a {@code package.json} says of what has to be installed.
 *
 * @see <a href="https://docs.npmjs.com/cli/configuring-npm/package-json">package.json</a>
 */
final class PackageJson {
    static final String NAME = "package.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCRIPTS = "scripts";

    /** Run by an installation, and may need the project's files. */
    private static final List<String> INSTALL_SCRIPTS = List.of("preinstall", "install", "postinstall");

    private final JsonNode json;

    private PackageJson(JsonNode json) {
        this.json = json;
    }

    /**
     * Returns the one of a folder; empty if it has none.
     *
     * @throws NotJsonException if it is not JSON; the message tells where
     */
    static Optional<PackageJson> of(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PackageJson(JSON.readTree(Files.readAllBytes(file))));
        } catch (JsonProcessingException e) {
            throw new NotJsonException(e);
        }
    }

    /** Whoever changes the file is at work on it. */
    static final class NotJsonException extends IOException {
        private static final long serialVersionUID = 1L;

        private NotJsonException(JsonProcessingException cause) {
            super(
                    "%s:%d: not JSON: %s"
                            .formatted(
                                    NAME,
                                    cause.getLocation().getLineNr(),
                                    cause.getOriginalMessage().replaceAll("\\[Source: .*?; (?=line: )", "[")),
                    cause);
        }
    }

    /** Returns the packages that it needs, with where each comes from: a range of versions, or a path. */
    Map<String, String> dependencies(boolean withDevelopment) {
        Map<String, String> dependencies = new LinkedHashMap<>();
        Stream.of("dependencies", withDevelopment ? "devDependencies" : "dependencies")
                .forEach(section -> json.path(section)
                        .properties()
                        .forEach(entry -> dependencies.put(
                                entry.getKey(), entry.getValue().asText())));
        return dependencies;
    }

    /** Returns whether an installation needs the files of the project, and not those of npm only. */
    boolean needsProject() {
        return json.has("workspaces") || INSTALL_SCRIPTS.stream().anyMatch(json.path(SCRIPTS)::has);
    }

    String version() {
        return json.path("version").asText();
    }

    /** Returns it without the scripts that prepare the project's own repository, which an installation would run. */
    byte[] withoutPreparation() throws IOException {
        ObjectNode copy = json.deepCopy();
        if (copy.path(SCRIPTS) instanceof ObjectNode scripts) {
            scripts.remove(List.of("prepare", "preprepare", "postprepare", "prepublish"));
        }
        return JSON.writeValueAsBytes(copy);
    }
}
