package dev.streamecho.trigger.function.code;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

final class RecordingLog implements BuildLog {
    final List<String> started = new CopyOnWriteArrayList<>();
    final List<String> notices = new CopyOnWriteArrayList<>();
    final List<String> explanations = new CopyOnWriteArrayList<>();

    @Override
    public void started(Path project, String tool) {
        started.add(project.getFileName() + " with " + tool);
    }

    @Override
    public void notice(String line) {
        notices.add(line);
    }

    @Override
    public void failed(Path project, List<String> explanation) {
        explanations.addAll(explanation);
    }
}
