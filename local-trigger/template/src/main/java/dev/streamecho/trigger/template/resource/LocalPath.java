package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.form.AssetMetadata;
import dev.streamecho.trigger.template.language.Value;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A path that a resource gives, relative to the folder of its definition or absolute. */
final class LocalPath {
    private LocalPath() {}

    /** Returns the absolute path, whether or not it is there. */
    static Path of(Value value, Resource resource) {
        try {
            return resource.folder().resolve(value.knownText()).normalize();
        } catch (InvalidPathException e) {
            throw value.error("not a path: " + e.getMessage());
        }
    }

    /** Returns the absolute path, which is there. */
    static Path existing(Value value, Resource resource) {
        Path path = of(value, resource);
        if (!Files.exists(path)) {
            throw value.error(value.text(), "is not there; " + advice(resource));
        }
        return path;
    }

    private static String advice(Resource resource) {
        return resource.metadata()
                        .flatMap(metadata -> metadata.get(AssetMetadata.PATH))
                        .isPresent()
                ? "run cdk synth again, which writes it"
                : "paths are relative to " + resource.folder();
    }
}
