package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Value;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The layers of a function, in their order: those whose content is here, and how many are elsewhere. */
record FunctionLayers(List<LayerDefinition> here, int elsewhere) {

    /** Reads {@code Layers}. */
    static FunctionLayers of(Resource function) {
        Value properties = function.properties();
        List<Optional<LayerDefinition>> layers =
                Given.value(() -> properties.require("Layers").items()).orElse(List.of()).stream()
                        .map(layer -> Given.value(layer::text).flatMap(arn -> layer(arn, function)))
                        .toList();
        List<LayerDefinition> here = layers.stream().flatMap(Optional::stream).toList();
        return new FunctionLayers(here, layers.size() - here.size());
    }

    private static Optional<LayerDefinition> layer(String arn, Resource function) {
        return function.declarations().all(function.properties().scope()).stream()
                .filter(resource -> LayerDefinition.isLayer(resource.type()))
                .filter(resource -> Given.value(() -> resource.attribute(Resource.REF, resource.properties()))
                        .equals(Optional.of(Optional.of(arn))))
                .findFirst()
                .flatMap(resource -> content(resource)
                        .map(path -> new LayerDefinition(resource.logicalId(), path, buildMethod(resource))));
    }

    private static Optional<Path> content(Resource layer) {
        return Stream.of("ContentUri", "Content")
                .flatMap(property ->
                        Given.value(() -> layer.properties().require(property).text()).stream())
                .findFirst()
                .flatMap(content -> existing(layer.folder(), content));
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
