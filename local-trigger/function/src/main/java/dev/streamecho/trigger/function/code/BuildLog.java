package dev.streamecho.trigger.function.code;

import java.nio.file.Path;
import java.util.List;

/** Reports builds, which can take a while. */
public interface BuildLog {

    /**
     * A build starts.
     *
     * @param project the folder that {@code CodeUri} names
     * @param tool {@code Maven}, {@code npm}, or another
     */
    void started(Path project, String tool);

    /** A build has succeeded otherwise than one may think. */
    void notice(String line);

    /** A build failed; the lines are the tool's explanation, whose most important one the error repeats. */
    void failed(Path project, List<String> explanation);
}
