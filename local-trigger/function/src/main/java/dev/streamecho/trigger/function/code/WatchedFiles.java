package dev.streamecho.trigger.function.code;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Separates the files that can change what runs from those that a project has beside them: what git ignores, tests,
 * documents, logs, events, and the definition of the stack.
 *
 * @param ignored what git ignores; empty for code that needs no build, all of which git ignores
 */
record WatchedFiles(Optional<GitIgnore> ignored) {
    private static final Path SOURCES = Path.of("src");
    private static final Path TESTS = Path.of("src", "test");

    /** Only beside the sources: among them, a file of any name may be a resource. */
    private static final Pattern BESIDE_SOURCES = Pattern.compile(
            ".*\\.(md|adoc|rst|log)|(README|LICENSE|NOTICE|CHANGELOG)[^/]*|nohup\\.out|(.*/)?events/.*\\.json|docs/.*"
                    + "|template\\.(ya?ml|json)|samconfig\\.(toml|ya?ml)|\\.(gitignore|gitattributes|editorconfig)|\\.github/.*",
            Pattern.CASE_INSENSITIVE);

    static WatchedFiles ofProject(Path folder) {
        return new WatchedFiles(Optional.of(new GitIgnore(folder)));
    }

    static WatchedFiles ofClasses() {
        return new WatchedFiles(Optional.empty());
    }

    /** Returns whether a change of the file, by its path in the folder, is worth a build. */
    boolean include(Path file) {
        return !file.startsWith(TESTS)
                && (file.startsWith(SOURCES)
                        || !BESIDE_SOURCES
                                .matcher(file.toString().replace('\\', '/'))
                                .matches())
                && ignored.filter(rules -> rules.ignores(file)).isEmpty();
    }
}
