package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.function.code.BuildLog;
import java.nio.file.Path;
import java.util.List;

/** Passes what builds tell on to the stack's listener. */
record BuildEvents(StackListener listener) implements BuildLog {

    @Override
    public void started(Path project, String tool) {
        listener.buildStarted(project, tool);
    }

    @Override
    public void notice(String line) {
        listener.notice(line);
    }

    @Override
    public void failed(Path project, List<String> explanation) {
        listener.buildFailed(project, explanation);
    }
}
