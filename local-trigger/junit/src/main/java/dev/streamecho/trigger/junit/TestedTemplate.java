package dev.streamecho.trigger.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The template of a test.
 *
 * @param file where it is; for a table and mapping of the test the name that messages have
 * @param content what is to be written there to be read; empty if it is there
 */
record TestedTemplate(Path file, Optional<String> content) {

    static TestedTemplate of(Path file) {
        return new TestedTemplate(file, Optional.empty());
    }

    static TestedTemplate of(TableMapping mapping) {
        return new TestedTemplate(Path.of("TableMapping"), Optional.of(mapping.template()));
    }

    <T> T read(Function<Path, T> reader) {
        if (content.isEmpty()) {
            return reader.apply(file);
        }
        try {
            Path folder = Files.createTempDirectory("stream-test-");
            Path written = folder.resolve("template.json");
            try {
                return reader.apply(Files.writeString(written, content.get()));
            } catch (ExtensionConfigurationException e) {
                String message = String.valueOf(e.getMessage()).replace(written.toString(), file.toString());
                throw new ExtensionConfigurationException(message, e);
            } finally {
                Files.delete(written);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
