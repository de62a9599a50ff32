package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.function.FunctionLog;
import java.util.Optional;

/** Shows what functions print, and what is to be known of them. */
public record FunctionLines(StackListener listener) implements FunctionLog {

    @Override
    public void line(String logicalId, Optional<String> requestId, String line) {
        listener.functionLine(logicalId, line);
    }

    @Override
    public void notice(String logicalId, String text) {
        listener.line(logicalId + ": " + text);
    }
}
