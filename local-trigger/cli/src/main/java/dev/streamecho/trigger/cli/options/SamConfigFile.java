package dev.streamecho.trigger.cli.options;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A configuration file of SAM CLI.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html">
 *     SAM CLI configuration file</a>
 */
record SamConfigFile(Path path, JsonNode content) {
    static final String DEFAULT_ENVIRONMENT = "default";

    private static final List<String> NAMES = List.of("samconfig.toml", "samconfig.yaml", "samconfig.yml");
    private static final Path BUILT = Path.of(".aws-sam");

    /** Where sam build and cdk synth write what they make. */
    private static final List<Path> MADE = List.of(BUILT, Path.of("cdk.out"));

    /** Returns the folder in which SAM CLI looks for it: that of the template as the user names it, or that folder itself. */
    static Path folderOf(Path template) {
        Path parent = template.getParent() == null ? Path.of("") : template.getParent();
        Path folder = Files.isDirectory(template) ? template : parent;
        // What was made has its configuration where it was made of.
        for (int i = 0; i < folder.getNameCount(); i++) {
            if (MADE.contains(folder.getName(i))) {
                Path root = folder.getRoot();
                Path project = i == 0 ? Path.of("") : folder.subpath(0, i);
                return root == null ? project : root.resolve(project);
            }
        }
        return folder;
    }

    /** Returns whether {@code sam build} made a template. */
    static boolean isBuilt(Path template) {
        for (Path name : template) {
            if (name.equals(BUILT)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the configuration of a folder; empty if it has none. */
    static Optional<SamConfigFile> find(Path folder) {
        return NAMES.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(SamConfigFile::read);
    }

    /**
     * Reads a file by the end of its name: TOML, YAML or JSON.
     *
     * @throws UserError if it is not there, or is in none of these languages
     */
    static SamConfigFile read(Path path) {
        try {
            String content = Files.readString(path);
            return new SamConfigFile(path, parse(path, content));
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new UserError(
                    "%s: line %d, column %d: not %s; leave it out with --no-samconfig"
                            .formatted(path, place.getLineNr(), place.getColumnNr(), isYaml(path) ? "YAML" : "TOML"),
                    e);
        } catch (YAMLException e) {
            throw new UserError(path + ": not YAML; leave it out with --no-samconfig", e);
        } catch (IOException e) {
            throw new UserError("%s cannot be read; name another file with --config-file".formatted(path), e);
        }
    }

    private static JsonNode parse(Path path, String content) throws JsonProcessingException {
        if (!isYaml(path)) {
            return new TomlMapper().readTree(content);
        }
        Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(content);
        return new ObjectMapper().valueToTree(yaml);
    }

    /** JSON is YAML too. */
    private static boolean isYaml(Path path) {
        String name = path.toString();
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    /**
     * Returns the parameters of a command.
     *
     * @throws UserError if the file has no such environment, unless it is the default one
     */
    JsonNode parameters(String environment, String command) {
        if (!content.has(environment) && !environment.equals(DEFAULT_ENVIRONMENT)) {
            List<String> known = new ArrayList<>();
            content.properties().stream()
                    .filter(entry -> entry.getValue().isObject())
                    .forEach(entry -> known.add(entry.getKey()));
            throw new UserError("--config-env: %s has no %s; it has %s"
                    .formatted(path, environment, known.isEmpty() ? "none" : String.join(", ", known)));
        }
        return content.path(environment).path(command).path("parameters");
    }
}
