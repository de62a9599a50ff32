package dev.streamecho.trigger.template.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.template.form.AssetMetadata;
import dev.streamecho.trigger.template.form.DefinedStack;
import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the assets of a stack are on this machine: by the metadata of the resources, or where an app is synthesized without
 * them, by the stack's asset manifest.
 */
final class AssetFiles {
    private static final String NESTED_STACK = "AWS::CloudFormation::Stack";

    /** What of each type is uploaded. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "AWS::Lambda::Function", "Code", "AWS::Lambda::LayerVersion", "Content", NESTED_STACK, "TemplateURL");

    private final Map<String, String> pathsByKey;

    private AssetFiles(Map<String, String> pathsByKey) {
        this.pathsByKey = pathsByKey;
    }

    /** Reads the asset manifest of a stack; one that has none is of an app without assets. */
    static AssetFiles of(StackArtifact stack) {
        Map<String, String> paths = new HashMap<>();
        if (Files.isRegularFile(stack.assets())) {
            for (JsonNode file : CdkJson.read(stack.assets()).path("files")) {
                String path = file.path("source").path("path").asText();
                file.path("destinations")
                        .forEach(destination ->
                                paths.put(destination.path("objectKey").asText(), path));
            }
        }
        return new AssetFiles(Map.copyOf(paths));
    }

    /** Returns a stack in which each property that would name an uploaded file has its path instead. */
    DefinedStack in(DefinedStack stack) {
        DefinedStack byMetadata = AssetMetadata.applyTo(stack);
        Map<String, TemplateNode> resources =
                new LinkedHashMap<>(byMetadata.content().resources());
        resources.replaceAll((logicalId, resource) -> {
            Optional<String> property = Optional.ofNullable(PROPERTIES.get(text(entry(resource, "Type"))));
            return property.flatMap(name -> entry(resource, "Properties")
                            .flatMap(properties -> entry(properties, name))
                            .filter(Mapping.class::isInstance)
                            .flatMap(this::path)
                            .map(path -> AssetMetadata.with(resource, name, path)))
                    .orElse(resource);
        });
        return byMetadata.withResources(resources);
    }

    /**
     * Where the code of a function or the content of a layer is.
     *
     * @param path relative to the stack's folder
     */
    record Code(String property, String path) {}

    /** Returns where the code of a resource is; empty for one that has none, or not on this machine. */
    static Optional<Code> codeOf(TemplateNode resource) {
        String type = text(entry(resource, "Type"));
        return Optional.ofNullable(PROPERTIES.get(type))
                .filter(property -> !type.equals(NESTED_STACK))
                .flatMap(property -> entry(resource, "Properties")
                        .flatMap(properties -> entry(properties, property))
                        .filter(Scalar.class::isInstance)
                        .map(path -> new Code(property, ((Scalar) path).text())));
    }

    /** Returns the file whose key is at the end of a string in the value. */
    private Optional<String> path(TemplateNode value) {
        return strings(value)
                .map(text -> text.substring(text.lastIndexOf('/') + 1))
                .filter(pathsByKey::containsKey)
                .findFirst()
                .map(pathsByKey::get);
    }

    private static Stream<String> strings(TemplateNode node) {
        if (node instanceof Mapping mapping) {
            return mapping.entries().values().stream().flatMap(AssetFiles::strings);
        }
        if (node instanceof Sequence sequence) {
            return sequence.items().stream().flatMap(AssetFiles::strings);
        }
        return node instanceof Scalar scalar ? Stream.of(scalar.text()) : Stream.empty();
    }

    private static Optional<TemplateNode> entry(TemplateNode node, String name) {
        return node instanceof Mapping mapping
                ? Optional.ofNullable(mapping.entries().get(name))
                : Optional.empty();
    }

    private static String text(Optional<TemplateNode> node) {
        return node.orElse(null) instanceof Scalar scalar ? scalar.text() : "";
    }
}
