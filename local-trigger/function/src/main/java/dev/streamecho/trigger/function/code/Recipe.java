package dev.streamecho.trigger.function.code;

import java.util.Optional;

/**
 * Which files of code make what runs, and how.
 *
 * @param tree the files of which it is built
 * @param watched those whose change is worth a build
 * @param tool which builds it; empty for code that is taken as it is
 */
record Recipe(SourceTree tree, WatchedFiles watched, Optional<BuildTool> tool) {

    static Recipe of(BuildTool tool, OwnFiles ownFiles) {
        return new Recipe(
                SourceTree.ofProject(tool.sources(), ownFiles),
                WatchedFiles.ofProject(tool.sources()),
                Optional.of(tool));
    }

    static Recipe asItIs(FunctionSource source, OwnFiles ownFiles) {
        return new Recipe(SourceTree.ofClasses(source.code(), ownFiles), WatchedFiles.ofClasses(), Optional.empty());
    }
}
