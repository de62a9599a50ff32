package dev.streamecho.trigger.cli.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.cli.recording.RecordingFormat.MalformedLineException;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Masks the values of records at some paths. This class is not thread-safe. */
final class Masking {
    private final List<MaskPath> paths;
    private final Mask mask;
    private final Set<String> unmatched = new TreeSet<>();

    Masking(List<MaskPath> paths, byte[] key) {
        this.paths = List.copyOf(paths);
        this.mask = new Mask(key);
        paths.forEach(path -> unmatched.add(path.text()));
    }

    boolean isNone() {
        return paths.isEmpty();
    }

    /** Returns a change whose values at the paths are masked. */
    RecordedChange apply(RecordedChange change) {
        if (isNone()) {
            return change;
        }
        try {
            JsonNode record = RecordingFormat.JSON.readTree(change.record().json());
            for (MaskPath path : paths) {
                if (path.apply(record.path("dynamodb"), mask)) {
                    unmatched.remove(path.text());
                }
            }
            ObjectNode line = RecordingFormat.JSON.createObjectNode();
            line.put("at", change.record().arrival().toString()).put("shardId", change.shardId());
            ChangeRecord masked =
                    RecordingFormat.change(line.set("record", record)).record();
            return new RecordedChange(change.shardId(), change.parentShardId(), masked);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedLineException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Returns the paths that have led to no value so far. */
    List<String> unmatched() {
        return new ArrayList<>(unmatched);
    }
}
