package dev.streamecho.trigger.junit.inside;

import dev.streamecho.trigger.function.code.BuildLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a build tool says of a failure. */
final class BuildExplanation implements BuildLog {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void started(Path project, String tool) {
        // Why a test takes longer once is in docs/testing.md.
    }

    @Override
    public void notice(String line) {
        // It concerns the code as it is deployed, and the trigger tells it.
    }

    @Override
    public void failed(Path project, List<String> explanation) {
        lines.addAll(explanation);
    }

    /** Returns it as the end of a message; empty if nothing failed. */
    String text() {
        return lines.isEmpty() ? "" : ":\n  " + String.join("\n  ", lines);
    }
}
