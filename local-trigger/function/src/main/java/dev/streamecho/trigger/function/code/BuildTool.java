package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A build tool as {@code sam build} uses it. */
interface BuildTool {

    /** As people call it. */
    String name();

    /** The folder whose files decide whether a build is up to date. */
    Path sources();

    /**
     * Builds the project's code.
     *
     * @param tree the files of {@link #sources}
     * @param work a folder that stays from one build to the next
     * @param taskRoot the empty folder into which classes and {@code lib/} go
     */
    BuildProcess.Result build(SourceTree tree, Path work, Path taskRoot) throws IOException, InterruptedException;

    /** What is missing when the tool cannot be started, and how to get it. */
    String missing();

    /** The one line of the tool's output that says best what is wrong. */
    String reason(List<String> output);

    /** The part of the tool's output that explains it. */
    List<String> explanation(List<String> output);

    /** Why a build that succeeded has left nothing to run, and what to do. */
    default String nothingBuilt() {
        return name() + " built no classes";
    }
}
