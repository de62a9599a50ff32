package dev.streamecho.trigger.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** A JAR that the extension needs in its own class loader, by its coordinates. */
record Library(String group, String artifact, Optional<String> classifier, String version) {
    /** As {@code mvn dependency:list} writes it: group, artifact, type, perhaps a classifier, version, scope. */
    private static final String LIST = "/META-INF/stream-echo/dependencies";

    private static final Pattern DEPENDENCY =
            Pattern.compile("([\\w.-]+):([\\w.-]+):jar:(?:([\\w.-]+):)?([\\w.-]+):(?:compile|runtime|provided)");

    private static final String FUNCTION = "stream-echo-function";

    /** Returns all of them. */
    static List<Library> all() {
        try (InputStream list = Library.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new ExtensionConfigurationException(
                        "the list of the extension's own libraries is not there, because its jar was not built; give them with -D%s=CLASSPATH"
                                .formatted(IsolatedClassPath.CLASS_PATH_PROPERTY));
            }
            return read(new String(list.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Library> read(String list) {
        List<Library> libraries = new ArrayList<>();
        for (MatchResult found : DEPENDENCY.matcher(list).results().toList()) {
            Library library =
                    new Library(found.group(1), found.group(2), Optional.ofNullable(found.group(3)), found.group(4));
            libraries.add(library);
            if (library.artifact().equals(FUNCTION)) {
                // What starts processes is beside it, and nobody depends on it.
                libraries.add(new Library(library.group(), FUNCTION, Optional.of("runtime"), library.version()));
            }
        }
        return libraries;
    }

    /** Returns where a Maven repository has it. */
    Path in(Path repository) {
        return repository
                .resolve(group.replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve("%s-%s%s.jar"
                        .formatted(
                                artifact,
                                version,
                                classifier.map(name -> "-" + name).orElse("")));
    }

    @Override
    public String toString() {
        return "%s:%s%s:%s"
                .formatted(group, artifact, classifier.map(name -> ":" + name).orElse(""), version);
    }
}
