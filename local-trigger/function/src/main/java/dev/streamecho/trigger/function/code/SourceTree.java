package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.FileNames;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The files of a function's code, without what builds, editors, and the trigger itself write beside them.
 *
 * @param root a file, or a folder
 * @param ownFiles the trigger's own
 * @param links whether symbolic links are followed
 */
record SourceTree(Path root, OwnFiles ownFiles, Set<FileVisitOption> links) {
    private static final Set<String> IGNORED = Set.of(
            ".git",
            ".aws-sam",
            ".trigger",
            ".gradle",
            ".idea",
            ".vscode",
            ".settings",
            ".terraform",
            NodeModules.NAME,
            "__pycache__",
            ".pytest_cache",
            ".mypy_cache",
            ".ruff_cache");

    /** The usual names of a virtual environment of Python, and the file that shows it is one. */
    private static final Set<String> VIRTUAL_ENVIRONMENTS = Set.of(".venv", "venv", "env", "virtualenv");

    private static final String OF_VIRTUAL_ENVIRONMENT = "pyvenv.cfg";

    /** Swap, lock, and backup files of Vim, Emacs, JetBrains IDEs, Kate, and LibreOffice, and what systems add. */
    private static final Pattern EDITORS_FILE = Pattern.compile(
            "\\..*\\.sw[a-z]|4913|.*~|\\.#.*|#.*#|.*___jb_(tmp|old)___"
                    + "|\\..*\\.kate-swp|\\.~lock\\..*#|\\.goutputstream-.*|\\.nfs\\p{XDigit}+|\\.DS_Store|Thumbs\\.db");

    /** Returns a project as its build tool sees it. */
    static SourceTree ofProject(Path root, OwnFiles ownFiles) {
        return new SourceTree(root, ownFiles, Set.of());
    }

    /** Returns code that is ready to run; JARs and classes may be symbolic links. */
    static SourceTree ofClasses(Path root, OwnFiles ownFiles) {
        return new SourceTree(root, ownFiles, Set.of(FileVisitOption.FOLLOW_LINKS));
    }

    /** Returns the files as they are now. */
    SourceState state() throws IOException {
        return state(path -> {});
    }

    /**
     * Returns the files as they are now.
     *
     * @param places takes the root, each folder before what is in it is read, and where a link to a file leads
     */
    SourceState state(Consumer<Path> places) throws IOException {
        Map<Path, FileState> files = new HashMap<>();
        places.accept(root);
        Files.walkFileTree(root, links, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (isIgnored(folder) || isNoCode(folder, attributes)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                places.accept(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isNoCode(file, attributes)) {
                    if (!links.isEmpty() && Files.isSymbolicLink(file)) {
                        places.accept(file.toRealPath());
                    }
                    files.put(root.relativize(file), FileState.of(attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                // An editor's temporary file may be gone already; a link may lead to a folder above it.
                if (!file.equals(root) && (e instanceof NoSuchFileException || e instanceof FileSystemLoopException)) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return new SourceState(files);
    }

    private boolean isNoCode(Path file, BasicFileAttributes attributes) {
        return !file.equals(root)
                && (ownFiles.contains(file, attributes)
                        || EDITORS_FILE.matcher(file.getFileName().toString()).matches());
    }

    private boolean isIgnored(Path folder) {
        return isIgnored(folder, root);
    }

    static boolean isIgnored(Path folder, Path root) {
        if (folder.equals(root)) {
            return false;
        }
        String name = folder.getFileName().toString();
        // Only beside a build file: a package may have such a name too.
        return IGNORED.contains(name)
                || VIRTUAL_ENVIRONMENTS.contains(name) && Files.exists(folder.resolve(OF_VIRTUAL_ENVIRONMENT))
                || name.equals("target")
                        && (Files.exists(folder.resolveSibling("pom.xml"))
                                || Files.exists(folder.resolveSibling("Cargo.toml")))
                || name.equals("build") && GradleBuild.isProject(FileNames.folderOf(folder));
    }
}
