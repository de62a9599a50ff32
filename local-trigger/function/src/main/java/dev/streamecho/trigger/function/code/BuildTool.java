package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A build tool as {@code sam build} uses it. */
interface BuildTool {

    /** Returns the tool's name in messages. */
    String name();

    /** Returns what it does, for the message that it cannot. */
    default String task() {
        return "build it";
    }

    /** Returns the folder whose files decide whether a build is up to date. */
    Path sources();

    /**
     * Builds the project's code.
     *
     * @param tree the files of {@link #sources}
     * @param work a folder that stays from one build to the next
     * @param taskRoot the empty folder into which what runs goes
     */
    BuildProcess.Result build(SourceTree tree, Path work, Path taskRoot) throws IOException, InterruptedException;

    /**
     * Returns the tool as it builds with what was installed for it; the same if that makes no difference.
     *
     * @param installed the folder
     */
    default BuildTool with(Installation installation, Path installed) throws IOException {
        return this;
    }

    /** Returns what is missing if the tool cannot be started, and the remedy. */
    String missing();

    /** Returns the line of the tool's output that best tells what is wrong. */
    String reason(List<String> output);

    /** Returns the lines of the tool's output that explain it. */
    List<String> explanation(List<String> output);

    /** Returns why a build that succeeded has left nothing to run, with the remedy if there is one. */
    default String nothingBuilt() {
        return name() + " built nothing";
    }
}
