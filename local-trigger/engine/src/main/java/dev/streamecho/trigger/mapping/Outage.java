package dev.streamecho.trigger.mapping;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Says once that a stream cannot be read, and once that it can be again, however many readers it keeps waiting and however
 * often they try. It is thread-safe.
 */
final class Outage {
    private final Consumer<String> notice;
    private final Set<String> affected = new HashSet<>();

    Outage(Consumer<String> notice) {
        this.notice = notice;
    }

    synchronized void begin(String reader, String reason) {
        if (affected.isEmpty()) {
            notice.accept("the stream cannot be read, trying again: " + reason);
        }
        affected.add(reader);
    }

    synchronized void end(String reader) {
        if (affected.remove(reader) && affected.isEmpty()) {
            notice.accept("the stream can be read again");
        }
    }
}
