package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * What the {@code .gitignore} files ignore in a folder, below it, and above it up to the root of its repository, if it is
 * in one. Whether the folder itself is ignored does not matter: whoever names it wants it.
 *
 * @param folder an absolute path
 * @see <a href="https://git-scm.com/docs/gitignore">gitignore</a>
 */
record GitIgnore(Path folder) {
    private static final String RULES = ".gitignore";

    /** Returns whether a file, by its path in the folder, is ignored, or a folder above it. */
    boolean ignores(Path file) {
        Path path = folder;
        for (Path name : file) {
            path = path.resolve(name);
            // The file may have been deleted: only its parents are known to be folders.
            if (isIgnored(path, !path.equals(folder.resolve(file)))) {
                return true;
            }
        }
        return false;
    }

    /** The nearest file with a rule for the path decides. */
    private boolean isIgnored(Path path, boolean isFolder) {
        Path top = repository().orElse(folder);
        return Stream.iterate(path.getParent(), parent -> parent != null && parent.startsWith(top), Path::getParent)
                .flatMap(parent -> rule(parent, path, isFolder).stream())
                .findFirst()
                .orElse(false);
    }

    private Optional<Path> repository() {
        return Stream.iterate(folder, parent -> parent != null, Path::getParent)
                .filter(parent -> Files.exists(parent.resolve(".git")))
                .findFirst();
    }

    private static Optional<Boolean> rule(Path parent, Path path, boolean isFolder) {
        Path rules = parent.resolve(RULES);
        if (!Files.isRegularFile(rules)) {
            return Optional.empty();
        }
        IgnoreNode node = new IgnoreNode();
        try (InputStream content = Files.newInputStream(rules)) {
            node.parse(rules.toString(), content);
        } catch (IOException e) {
            // It is being written, or may not be read.
            return Optional.empty();
        }
        String entry = parent.relativize(path).toString().replace('\\', '/');
        return Optional.ofNullable(node.checkIgnored(entry, isFolder));
    }
}
