package dev.streamecho.trigger.table;

import dev.streamecho.trigger.stream.RecentWrites;
import dev.streamecho.trigger.stream.WriteSignal;
import java.time.InstantSource;

/** What the readers of a table's stream hear of the table's writes. */
record TableWrites(WriteSignal signal, RecentWrites recent) {

    TableWrites(InstantSource clock) {
        this(new WriteSignal(), new RecentWrites(clock));
    }
}
