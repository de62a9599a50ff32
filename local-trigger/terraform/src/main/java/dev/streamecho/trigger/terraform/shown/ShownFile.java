package dev.streamecho.trigger.terraform.shown;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.terraform.configuration.Provider;
import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.JsonSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A file with a plan or a state, in JSON. It is immutable. */
public final class ShownFile {
    private static final long MAXIMUM_BYTES = 256L * 1024 * 1024;

    /** Each of them is a field at the top of one of the forms, and of nothing else that is run here. */
    private static final Set<String> SIGNS = Set.of("terraform_version", "planned_values", "prior_state");

    private static final int FIELDS_LOOKED_AT = 12;

    private final Path file;
    private final JsonNode json;

    private ShownFile(Path file, JsonNode json) {
        this.file = file;
        this.json = json;
    }

    /** Returns whether a file is one, by its first fields. */
    public static boolean isOne(Path file) {
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (int i = 0; i < FIELDS_LOOKED_AT && parser.nextToken() == JsonToken.FIELD_NAME; i++) {
                if (SIGNS.contains(parser.currentName())) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads a file.
     *
     * @param file messages name it as it is given
     * @throws UserError if it is not JSON, or has neither a plan nor a state
     */
    public static ShownFile read(Path file) {
        try {
            if (Files.size(file) > MAXIMUM_BYTES) {
                throw new UserError(file + ": larger than 256 MB");
            }
            JsonNode json = new ObjectMapper().readTree(file.toFile());
            if (!json.has("planned_values")
                    && !json.has("values")
                    && !json.path("resources").isArray()) {
                throw new UserError("%s: neither a plan nor a state with resources in it".formatted(file));
            }
            return new ShownFile(file, json);
        } catch (JsonProcessingException e) {
            throw new UserError(
                    "%s: line %d: not JSON: %s"
                            .formatted(
                                    file,
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr(),
                                    JsonSyntax.reason(e)),
                    e);
        } catch (IOException e) {
            throw new UserError("%s: cannot be read: %s".formatted(file, e), e);
        }
    }

    /** Returns the region of the default provider of AWS, if it is a constant of the configuration, which a plan has. */
    public Optional<String> region() {
        return Optional.ofNullable(json.at("/configuration/provider_config/aws/expressions/region/constant_value")
                .textValue());
    }

    /** Returns the names of the variables with their values, if it is a plan. */
    public List<String> variables() {
        List<String> names = new ArrayList<>();
        json.path("variables").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * Returns its resources and data sources.
     *
     * @param provider what is asked for attributes that the file does not have
     */
    public List<ResourceInstance> resources(Provider provider) {
        List<ShownResource> resources = new ArrayList<>();
        if (json.path("resources").isArray()) {
            addStored(resources, provider);
        } else {
            // What a plan has read is in the state before it.
            addOf(json.at("/prior_state/values/root_module"), resources, provider, true);
            addOf(json.at("/planned_values/root_module"), resources, provider, false);
            addOf(json.at("/values/root_module"), resources, provider, false);
        }
        List<ShownResource> complete = new PlannedReferences(json, resources).complete();
        Function<String, String> here = new RealValues(complete)::replace;
        return complete.stream()
                .map(resource -> (ResourceInstance)
                        resource.with((Entries) ShownValues.replaced(resource.values(), here::apply)))
                .toList();
    }

    private void addOf(JsonNode module, List<ShownResource> resources, Provider provider, boolean onlyData) {
        for (JsonNode resource : module.path("resources")) {
            boolean isData = resource.path("mode").asText().equals("data");
            String address = resource.path("address").asText();
            if ((isData || !onlyData)
                    && resources.stream().noneMatch(known -> known.address().equals(address))) {
                resources.add(new ShownResource(
                        address,
                        resource.path("type").asText(),
                        resource.path("name").asText(),
                        isData,
                        file.toString(),
                        1,
                        ShownValues.given(resource.path("values")),
                        provider));
            }
        }
        module.path("child_modules").forEach(child -> addOf(child, resources, provider, onlyData));
    }

    /** Adds those of a state's own file, where instances are within their resources. */
    private void addStored(List<ShownResource> resources, Provider provider) {
        for (JsonNode resource : json.path("resources")) {
            boolean isData = resource.path("mode").asText().equals("data");
            String module = resource.has("module") ? resource.path("module").asText() + "." : "";
            String address =
                    module + (isData ? "data." : "") + resource.path("type").asText() + "."
                            + resource.path("name").asText();
            for (JsonNode instance : resource.path("instances")) {
                JsonNode key = instance.path("index_key");
                resources.add(new ShownResource(
                        address + (key.isMissingNode() ? "" : "[" + key + "]"),
                        resource.path("type").asText(),
                        resource.path("name").asText(),
                        isData,
                        file.toString(),
                        1,
                        ShownValues.given(instance.path("attributes")),
                        provider));
            }
        }
    }
}
