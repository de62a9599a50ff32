package dev.streamecho.trigger.function.code;

import java.nio.file.Path;
import java.util.List;

/** Is told of builds, which can take a while. */
public interface BuildLog {

    /**
     * A build begins.
     *
     * @param tool {@code Maven} or {@code Gradle}
     */
    void started(Path project, String tool);

    /** A build failed; the lines are the tool's explanation, and the error that follows has the most important one. */
    void failed(Path project, List<String> explanation);
}
