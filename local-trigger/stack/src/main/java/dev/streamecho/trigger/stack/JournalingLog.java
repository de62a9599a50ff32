package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.function.FunctionLog;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.journal.RunEvent;
import java.time.Clock;
import java.util.Optional;

/** Writes what functions print into a journal before another log takes it. */
record JournalingLog(Journal journal, FunctionLog next, Clock clock) implements FunctionLog {

    @Override
    public void line(String logicalId, Optional<String> requestId, String line) {
        journal.add(new RunEvent(clock.instant(), RunEvent.Kind.FUNCTION_LINE, logicalId, requestId, line));
        next.line(logicalId, requestId, line);
    }

    @Override
    public void notice(String logicalId, String message) {
        next.notice(logicalId, message);
    }
}
