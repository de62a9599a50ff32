package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.function.FunctionLog;
import java.util.Optional;

/** Passes what functions print, and what is to be known of them, on to the stack's listener. */
public record FunctionEvents(StackListener listener) implements FunctionLog {

    @Override
    public void line(String logicalId, Optional<String> requestId, String line) {
        listener.functionLine(logicalId, line);
    }

    @Override
    public void notice(String logicalId, String text) {
        listener.functionNotice(logicalId, text);
    }
}
