package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.function.code.BuildLog;
import java.nio.file.Path;
import java.util.List;

/** Shows builds, a line each, and the compiler's words when one fails. */
record BuildLines(StackListener listener) implements BuildLog {

    @Override
    public void started(Path project, String tool) {
        listener.line("Building " + project.getFileName() + " with " + tool + " ...");
    }

    @Override
    public void failed(Path project, List<String> explanation) {
        explanation.forEach(listener::line);
    }
}
