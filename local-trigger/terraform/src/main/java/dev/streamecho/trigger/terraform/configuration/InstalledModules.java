package dev.streamecho.trigger.terraform.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The modules of registries and repositories that {@code terraform init} has fetched.
 *
 * @param folders by the names of the module's calls, with dots between them
 */
record InstalledModules(Map<String, Path> folders) {

    /** Reads {@code .terraform/modules/modules.json} of a folder; without it, or if it cannot be read, there are none. */
    static InstalledModules of(Path root) {
        Map<String, Path> folders = new HashMap<>();
        Path file = root.resolve(".terraform").resolve("modules").resolve("modules.json");
        if (Files.isRegularFile(file)) {
            try {
                for (JsonNode module :
                        new ObjectMapper().readTree(file.toFile()).path("Modules")) {
                    folders.put(
                            module.path("Key").asText(),
                            root.resolve(module.path("Dir").asText()).normalize());
                }
            } catch (IOException | InvalidPathException e) {
                return new InstalledModules(Map.of());
            }
        }
        return new InstalledModules(Map.copyOf(folders));
    }

    /** Returns the folder of a module, if it is there. */
    Optional<Path> folder(String calls) {
        return Optional.ofNullable(folders.get(calls)).filter(Files::isDirectory);
    }
}
