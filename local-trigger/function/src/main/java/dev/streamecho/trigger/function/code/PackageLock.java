package dev.streamecho.trigger.function.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The versions that npm has chosen for a project, by the packages' names.
 *
 * @see <a href="https://docs.npmjs.com/cli/configuring-npm/package-lock-json">package-lock.json</a>
 */
record PackageLock(Map<String, String> versions) {
    /** The first that is there counts. */
    static final List<String> NAMES = List.of("npm-shrinkwrap.json", "package-lock.json");

    private static final String IN_MODULES = NodeModules.NAME + "/";

    /** Returns the one of a folder; empty if it has none, or npm would not read it. */
    static Optional<PackageLock> of(Path folder) throws IOException {
        Optional<Path> file =
                NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(Files.readAllBytes(file.get()));
        } catch (JsonProcessingException e) {
            // Whoever installs gets npm's own message.
            return Optional.empty();
        }
        Map<String, String> versions = new HashMap<>();
        json.path("packages").properties().forEach(entry -> {
            String name = entry.getKey();
            if (name.startsWith(IN_MODULES) && entry.getValue().has("version")) {
                versions.put(
                        name.substring(IN_MODULES.length()),
                        entry.getValue().path("version").asText());
            }
        });
        return Optional.of(new PackageLock(versions));
    }

    /** Returns the version of a package; empty if it has none of its own, as one of a folder. */
    Optional<String> version(String name) {
        return Optional.ofNullable(versions.get(name));
    }
}
