package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.mapping.EventEncoder;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.List;

/** Splits records into batches as the service does: by the mapping's {@code BatchSize} and by the payload limit of 6 MB. */
final class Batches {

    private Batches() {}

    /** Returns as many of the first records as fit into one invocation, at least one. */
    static List<ChangeRecord> first(List<ChangeRecord> records, int batchSize) {
        long bytes = 0;
        int count = 0;
        for (ChangeRecord record : records.subList(0, Math.min(batchSize, records.size()))) {
            bytes += EventEncoder.sizeOf(record);
            if (count > 0 && EventEncoder.exceedsPayloadLimit(bytes)) {
                break;
            }
            count++;
        }
        return records.subList(0, count);
    }
}
