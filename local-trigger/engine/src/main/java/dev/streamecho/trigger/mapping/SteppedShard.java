package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.stream.EventStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One shard of a {@link SteppedMapping}, and how far it was read. */
final class SteppedShard {
    private final String id;
    private final ShardProcessor processor;
    private @Nullable String iterator;

    SteppedShard(String id, ShardProcessor processor, String iterator) {
        this.id = id;
        this.processor = processor;
        this.iterator = iterator;
    }

    String id() {
        return id;
    }

    ShardProcessor processor() {
        return processor;
    }

    /** Whether nothing more will come, but in its children. */
    boolean isReadToItsEnd() {
        return iterator == null;
    }

    /** Reads as far as there is something, and room for it; gives whether there was something. */
    boolean read(EventStream stream, Instant now) {
        boolean some = false;
        while (iterator != null && processor.hasRoom()) {
            EventStream.Page page = stream.records(iterator, EventStream.MAXIMUM_RECORDS);
            iterator = page.nextShardIterator();
            if (!page.records().isEmpty()) {
                processor.offer(page.records(), now);
                some = true;
            } else if (iterator != null) {
                // A write after this moment has a later time, so nothing of a window that ends now can come any more.
                processor.readUpTo(now.plus(Lane.WINDOW_GRACE));
                return some;
            }
            if (iterator == null) {
                processor.endOfShard();
                some = true;
            }
        }
        return some;
    }
}
