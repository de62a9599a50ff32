package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of a function's code that matter to a build: not what builds and editors write beside them.
 *
 * @param root a file, or a folder
 */
record SourceTree(Path root) {
    private static final Set<String> IGNORED =
            Set.of(".git", ".aws-sam", ".trigger", ".gradle", ".idea", ".vscode", ".settings", "node_modules");
    private static final int VERSION_BYTES = 8;

    /** Changes when a file is added, changed or removed. */
    String version() throws IOException {
        MessageDigest digest = sha256();
        for (Map.Entry<Path, BasicFileAttributes> file : files().entrySet()) {
            BasicFileAttributes attributes = file.getValue();
            digest.update("%s %d %s%n"
                    .formatted(file.getKey(), attributes.size(), attributes.lastModifiedTime())
                    .getBytes(UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
    }

    /** The files by their path in the tree. */
    Map<Path, BasicFileAttributes> files() throws IOException {
        Map<Path, BasicFileAttributes> files = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isIgnored(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.put(root.relativize(file), attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                // An editor's temporary file may be gone before it is looked at.
                if (e instanceof NoSuchFileException && !file.equals(root)) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return files;
    }

    private boolean isIgnored(Path folder) {
        if (folder.equals(root)) {
            return false;
        }
        String name = folder.getFileName().toString();
        // Beside a build file only: a package may have such a name too.
        return IGNORED.contains(name)
                || name.equals("target") && Files.exists(folder.resolveSibling("pom.xml"))
                || name.equals("build") && GradleBuild.isProject(folder.getParent());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
