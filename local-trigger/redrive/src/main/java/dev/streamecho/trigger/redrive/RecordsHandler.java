package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.List;

/** Does something with the records of a batch that were read again. It is used by one thread. */
interface RecordsHandler {

    /** Invokes nothing and saves nothing. */
    RecordsHandler DRY_RUN = (description, mapping, records) -> Redriven.left(records.size(), 0, "nothing was invoked");

    /**
     * Does what it does with records, and returns what became of them.
     *
     * @param records at least one, in the order of the shard
     * @throws RedriveException if nothing can be done with them
     */
    Redriven handle(BatchDescription description, MappingSettings mapping, List<ChangeRecord> records)
            throws RedriveException, InterruptedException;
}
