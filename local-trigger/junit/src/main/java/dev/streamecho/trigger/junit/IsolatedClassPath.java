package dev.streamecho.trigger.junit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Finds the jars of the trigger and its libraries in the local Maven repository: the test's class path does not have them. */
final class IsolatedClassPath {
    /** A class path, for whoever does not have the jars in a Maven repository. */
    private static final String CLASS_PATH_PROPERTY = "streamecho.class.path";

    /** The folder of a Maven repository. */
    private static final String REPOSITORY_PROPERTY = "streamecho.repository";

    /** As {@code mvn dependency:list} writes it: group, artifact, type, perhaps a classifier, version, scope. */
    private static final String DEPENDENCIES = "/META-INF/stream-echo/dependencies";

    private static final Pattern DEPENDENCY =
            Pattern.compile("([\\w.-]+):([\\w.-]+):jar:(?:([\\w.-]+):)?([\\w.-]+):(?:compile|runtime|provided)");

    /** From the folder of a version of {@code dev.streamecho:stream-echo-junit} up. */
    private static final int FOLDERS_BELOW_REPOSITORY = 5;

    private IsolatedClassPath() {}

    static URL[] find() {
        List<Path> files = new ArrayList<>();
        files.add(ownLocation());
        String given = System.getProperty(CLASS_PATH_PROPERTY);
        if (given == null || given.isEmpty()) {
            files.addAll(inRepository(dependencies()));
        } else {
            Stream.of(given.split(File.pathSeparator)).map(Path::of).forEach(files::add);
        }
        return files.stream().map(IsolatedClassPath::url).toArray(URL[]::new);
    }

    private static List<Path> inRepository(List<Matcher> dependencies) {
        List<Path> repositories = repositories();
        return dependencies.stream()
                .map(dependency -> jar(repositories, pathOf(dependency)))
                .toList();
    }

    private static String pathOf(Matcher dependency) {
        String classifier = dependency.group(3) == null ? "" : "-" + dependency.group(3);
        return "%s/%s/%s/%s-%s%s.jar"
                .formatted(
                        dependency.group(1).replace('.', '/'),
                        dependency.group(2),
                        dependency.group(4),
                        dependency.group(2),
                        dependency.group(4),
                        classifier);
    }

    private static Path jar(List<Path> repositories, String path) {
        return repositories.stream()
                .map(repository -> repository.resolve(path))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "%s is in none of the Maven repositories %s; run mvn -f local-trigger install -pl junit -am -DskipTests in Stream Echo's repository, or name another repository with -D%s=FOLDER"
                                .formatted(path, repositories, REPOSITORY_PROPERTY)));
    }

    private static List<Path> repositories() {
        List<Path> repositories = new ArrayList<>();
        Optional.ofNullable(System.getProperty(REPOSITORY_PROPERTY))
                .map(Path::of)
                .ifPresent(repositories::add);
        Path folder = ownLocation();
        for (int i = 0; i < FOLDERS_BELOW_REPOSITORY && folder != null; i++) {
            folder = folder.getParent();
        }
        Optional.ofNullable(folder).ifPresent(repositories::add);
        Optional.ofNullable(System.getProperty("maven.repo.local"))
                .map(Path::of)
                .ifPresent(repositories::add);
        repositories.add(Path.of(System.getProperty("user.home"), ".m2", "repository"));
        return repositories;
    }

    private static List<Matcher> dependencies() {
        try (InputStream list = IsolatedClassPath.class.getResourceAsStream(DEPENDENCIES)) {
            if (list == null) {
                throw new ExtensionConfigurationException(
                        "the list of the extension's own libraries is not there, because its jar was not built; give them with -D%s=CLASSPATH"
                                .formatted(CLASS_PATH_PROPERTY));
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(DEPENDENCY::matcher)
                    .filter(Matcher::find)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path ownLocation() {
        try {
            return Path.of(IsolatedClassPath.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
