package dev.streamecho.trigger.template;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The layers of a function, in their order: those whose content is here, and how many are elsewhere. */
record FunctionLayers(List<LayerDefinition> here, int elsewhere) {

    /** Reads {@code Layers}; paths are relative to the folder. */
    static FunctionLayers of(Value properties, Path folder) {
        List<Optional<LayerDefinition>> layers =
                Given.value(() -> properties.require("Layers").items()).orElse(List.of()).stream()
                        .map(layer -> Given.value(layer::text).flatMap(arn -> layer(arn, properties.scope(), folder)))
                        .toList();
        List<LayerDefinition> here = layers.stream().flatMap(Optional::stream).toList();
        return new FunctionLayers(here, layers.size() - here.size());
    }

    private static Optional<LayerDefinition> layer(String arn, Scope scope, Path folder) {
        return scope.resources().entrySet().stream()
                .map(entry -> Resource.of(entry.getKey(), entry.getValue(), scope))
                .filter(resource -> LayerDefinition.isLayer(resource.type()))
                .filter(resource -> Given.value(
                                () -> ResourceAttributes.get(resource, ResourceType.REF, resource.properties()))
                        .equals(Optional.of(Optional.of(arn))))
                .findFirst()
                .flatMap(resource -> content(resource, folder)
                        .map(path -> new LayerDefinition(resource.logicalId(), path, buildMethod(resource))));
    }

    private static Optional<Path> content(Resource layer, Path folder) {
        return Stream.of("ContentUri", "Content")
                .flatMap(property ->
                        Given.value(() -> layer.properties().require(property).text()).stream())
                .findFirst()
                .flatMap(content -> existing(folder, content));
    }

    private static Optional<Path> existing(Path folder, String content) {
        try {
            return Optional.of(folder.resolve(content).normalize()).filter(Files::exists);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> buildMethod(Resource layer) {
        return layer.metadata()
                .flatMap(metadata ->
                        Given.value(() -> metadata.require("BuildMethod").text()));
    }
}
