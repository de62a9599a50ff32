package dev.streamecho.trigger.template.form;

import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The metadata by which CDK tells other tools where what it would upload is on this machine; SAM CLI reads them, too.
 *
 * @see <a
 *     href="https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cx-api/lib/assets.ts">CDK's constants</a>
 */
public final class AssetMetadata {
    /** The path, relative to where CDK writes templates; in the metadata of a resource that has an asset. */
    public static final String PATH = "aws:asset:path";

    /** The property of the resource that the asset is for. */
    private static final String PROPERTY = "aws:asset:property";

    /** Where CDK writes what it synthesizes; a template that it prints has paths that are relative to that folder. */
    private static final String OUTPUT = "cdk.out";

    private AssetMetadata() {}

    /** Returns a stack in which each property that would name an uploaded file has the file's path instead. */
    public static DefinedStack applyTo(DefinedStack stack) {
        Map<String, TemplateNode> resources = new LinkedHashMap<>();
        stack.content()
                .resources()
                .forEach((logicalId, node) -> resources.put(
                        logicalId,
                        property(node)
                                .filter(property -> isToBeUploaded(node, property))
                                .flatMap(property ->
                                        path(node).map(path -> with(node, property, here(path, stack.folder()))))
                                .orElse(node)));
        return stack.withResources(resources);
    }

    /** Returns a resource whose property is a path; what is there is uploaded as it is, and not built. */
    public static TemplateNode with(TemplateNode resource, String property, String path) {
        Map<String, TemplateNode> properties = new LinkedHashMap<>(entries(entry(resource, "Properties")));
        TemplateNode former = properties.getOrDefault(property, resource);
        properties.put(property, TemplateNode.text(path, former.line()));
        Map<String, TemplateNode> metadata = new LinkedHashMap<>(entries(entry(resource, "Metadata")));
        metadata.put("SkipBuild", TemplateNode.text("true", resource.line()));
        Map<String, TemplateNode> entries = new LinkedHashMap<>(entries(Optional.of(resource)));
        entries.put("Properties", new Mapping(properties, resource.line()));
        entries.put("Metadata", new Mapping(metadata, resource.line()));
        return new Mapping(entries, resource.line());
    }

    /** What sam build made of the template has a path there already. */
    private static boolean isToBeUploaded(TemplateNode resource, String property) {
        return entry(resource, "Properties")
                .flatMap(properties -> entry(properties, property))
                .filter(Mapping.class::isInstance)
                .isPresent();
    }

    private static String here(String path, Path folder) {
        try {
            return Stream.of(path, OUTPUT + "/" + path)
                    .filter(candidate -> Files.exists(folder.resolve(candidate)))
                    .findFirst()
                    .orElse(path);
        } catch (InvalidPathException e) {
            return path;
        }
    }

    private static Optional<String> path(TemplateNode resource) {
        return text(entry(resource, "Metadata").flatMap(metadata -> entry(metadata, PATH)));
    }

    /** A property within another is that of an image. */
    private static Optional<String> property(TemplateNode resource) {
        return text(entry(resource, "Metadata").flatMap(metadata -> entry(metadata, PROPERTY)))
                .filter(property -> !property.contains("."));
    }

    private static Optional<TemplateNode> entry(TemplateNode node, String name) {
        return Optional.ofNullable(entries(Optional.of(node)).get(name));
    }

    private static Map<String, TemplateNode> entries(Optional<TemplateNode> node) {
        return node.orElse(null) instanceof Mapping mapping ? mapping.entries() : Map.of();
    }

    private static Optional<String> text(Optional<TemplateNode> node) {
        return node.orElse(null) instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }
}
