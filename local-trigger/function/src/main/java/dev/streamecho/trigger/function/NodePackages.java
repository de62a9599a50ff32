package dev.streamecho.trigger.function;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The packages that a Node.js function has besides its own: those of its layers, then those that AWS's runtime brings.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html">Layer paths for each Lambda runtime</a>
 */
final class NodePackages {
    private static final String FOLDER = "node_modules";

    private NodePackages() {}

    /** Returns the folders in which they are, in their order. */
    static List<Path> folders(FunctionConfiguration function) {
        String version = function.runtime().replace("nodejs", "node").replace(".x", "");
        return Stream.concat(
                        function.layers().stream()
                                .map(opt -> opt.resolve("nodejs"))
                                .flatMap(nodejs -> Stream.of(nodejs.resolve(version), nodejs)),
                        function.libraries().stream())
                .map(parent -> parent.resolve(FOLDER))
                .filter(Files::isDirectory)
                .toList();
    }

    /**
     * Links the packages where modules find them that are in a folder of this parent: ES modules do not look into {@code
     * NODE_PATH}.
     */
    static synchronized void link(Path parent, List<Path> folders) throws IOException {
        // Else one that somebody has left in the temporary folder says what kind of modules the code has.
        Path description = parent.resolve("package.json");
        if (Files.notExists(description)) {
            Files.writeString(description, "{}");
        }
        Map<Path, Path> targets = new LinkedHashMap<>();
        Path links = parent.resolve(FOLDER);
        for (Path folder : folders) {
            add(folder, links, targets);
        }
        for (Map.Entry<Path, Path> link : targets.entrySet()) {
            link(link.getKey(), link.getValue());
        }
    }

    /** Of two packages with one name, the first one counts. */
    private static void add(Path folder, Path links, Map<Path, Path> targets) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.startsWith("@")) {
                    add(entry, links.resolve(name), targets);
                } else if (!name.startsWith(".")) {
                    targets.putIfAbsent(links.resolve(name), entry);
                }
            }
        }
    }

    private static void link(Path link, Path target) throws IOException {
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
            return;
        }
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }
}
