package dev.streamecho.trigger.junit;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Finds the JARs of the trigger and its libraries in the local Maven repository: the test's class path does not have them. Those
 * that are not there, Maven fetches once.
 */
final class IsolatedClassPath {
    /** A class path, for whoever does not have the JARs in a Maven repository. */
    static final String CLASS_PATH_PROPERTY = "streamecho.class.path";

    /** The folder of a Maven repository. */
    private static final String REPOSITORY_PROPERTY = "streamecho.repository";

    private static final System.Logger LOG = System.getLogger("dev.streamecho.trigger.junit");

    /** From the folder of a version of {@code dev.streamecho:stream-echo-junit} up. */
    private static final int FOLDERS_BELOW_REPOSITORY = 5;

    private IsolatedClassPath() {}

    static URL[] find() {
        List<Path> files = new ArrayList<>();
        files.add(ownLocation());
        String given = System.getProperty(CLASS_PATH_PROPERTY);
        if (given == null || given.isEmpty()) {
            files.addAll(ofLibraries());
        } else {
            Stream.of(given.split(File.pathSeparator)).map(Path::of).forEach(files::add);
        }
        return files.stream().map(IsolatedClassPath::url).toArray(URL[]::new);
    }

    private static List<Path> ofLibraries() {
        List<Library> libraries = Library.all();
        List<Library> missing =
                libraries.stream().filter(library -> file(library).isEmpty()).toList();
        Optional<String> failure = missing.isEmpty() ? Optional.empty() : fetch(missing);
        return libraries.stream()
                .map(library -> file(library).orElseThrow(() -> isMissing(library, failure)))
                .toList();
    }

    private static Optional<String> fetch(List<Library> missing) {
        LOG.log(
                System.Logger.Level.INFO,
                "Maven fetches {0} libraries of Stream Echo into its local repository, once",
                missing.size());
        String executable =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows") ? "mvn.cmd" : "mvn";
        return new MavenFetch(executable, repositories().stream().findFirst()).fetch(missing);
    }

    private static ExtensionConfigurationException isMissing(Library library, Optional<String> failure) {
        return new ExtensionConfigurationException(
                "%s is in none of the Maven repositories %s, and could not be fetched (%s); name another repository with -D%s=FOLDER, or all libraries with -D%s=CLASSPATH"
                        .formatted(
                                library,
                                repositories(),
                                failure.orElse("Maven put it elsewhere"),
                                REPOSITORY_PROPERTY,
                                CLASS_PATH_PROPERTY));
    }

    private static Optional<Path> file(Library library) {
        return repositories().stream()
                .map(library::in)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The one that has the extension is first, if one has. */
    private static List<Path> repositories() {
        return Stream.of(
                        Optional.ofNullable(System.getProperty(REPOSITORY_PROPERTY))
                                .map(Path::of),
                        ofOwnJar(),
                        Optional.ofNullable(System.getProperty("maven.repo.local"))
                                .map(Path::of),
                        Optional.of(Path.of(System.getProperty("user.home"), ".m2", "repository")))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<Path> ofOwnJar() {
        Path folder = ownLocation();
        for (int i = 0; i < FOLDERS_BELOW_REPOSITORY && folder != null; i++) {
            folder = folder.getParent();
        }
        return Optional.ofNullable(folder)
                .filter(repository -> Files.isDirectory(repository.resolve("dev/streamecho/stream-echo-junit")));
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
