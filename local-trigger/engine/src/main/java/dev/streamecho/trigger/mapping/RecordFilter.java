package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.ChangeRecord;

/** Decides which records of a stream a mapping is for. Implementations are thread-safe. */
@FunctionalInterface
interface RecordFilter {

    boolean matches(ChangeRecord record);
}
