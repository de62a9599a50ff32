package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.List;

/** What is done with the records of a batch that was read again. It is used by one thread. */
public interface RecordsHandler {

    /** Invokes nothing. */
    RecordsHandler DRY_RUN = (batch, mapping, records) -> Redriven.left(records.size(), 0, "nothing was invoked");

    /**
     * Does it.
     *
     * @param records at least one, in the order of the shard
     * @throws RedriveException if nothing can be done with them
     */
    Redriven handle(FailedBatch batch, MappingSettings mapping, List<ChangeRecord> records)
            throws RedriveException, InterruptedException;
}
