package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.Value;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A path that the template gives, relative to a folder or absolute. */
final class LocalPath {
    private LocalPath() {}

    /** Returns the absolute path, whether or not it is there. */
    static Path of(Value value, Path folder) {
        try {
            return folder.resolve(value.text()).normalize();
        } catch (InvalidPathException e) {
            throw value.error("not a path: " + e.getMessage());
        }
    }

    /** Returns the absolute path, which is there. */
    static Path existing(Value value, Path folder) {
        Path path = of(value, folder);
        if (!Files.exists(path)) {
            throw value.error(value.text(), "is not there; paths are relative to " + folder);
        }
        return path;
    }
}
