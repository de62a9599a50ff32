package dev.streamecho.trigger.cli.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recordings of a table Orders for tests. */
final class Recorded {
    static final Instant START = Instant.parse("2026-01-15T09:31:00Z");

    private final List<String> lines = new ArrayList<>();

    /** A change of the item with this id, some seconds after the start, in the one shard. */
    Recorded change(String id, int second) {
        return change(id, second, "shard-1", Optional.empty());
    }

    Recorded change(String id, int second, String shardId, Optional<String> parent) {
        lines.add(new String(
                RecordingFormat.line(new RecordedChange(shardId, parent, record(id, lines.size(), second, ""))),
                UTF_8));
        return this;
    }

    /** A record whose new image has further attributes: {@code "email":{"S":"a@example.com"}}. */
    static ChangeRecord record(String id, int number, int second, String attributes) {
        Instant at = START.plusSeconds(second);
        String keys = "{\"id\":{\"S\":\"%s\"}}".formatted(id);
        String image = "{\"id\":{\"S\":\"%s\"}%s}".formatted(id, attributes.isEmpty() ? "" : "," + attributes);
        String sequenceNumber = "%022d".formatted(100 + number);
        String json =
                ("{\"eventID\":\"%d\",\"eventName\":\"INSERT\",\"eventVersion\":\"1.1\",\"eventSource\":\"aws:dynamodb\","
                                + "\"awsRegion\":\"us-east-1\",\"dynamodb\":{\"ApproximateCreationDateTime\":%d,\"Keys\":%s,\"NewImage\":%s,"
                                + "\"SequenceNumber\":\"%s\",\"SizeBytes\":10,\"StreamViewType\":\"NEW_IMAGE\"},\"eventSourceARN\":"
                                + "\"arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/2026-01-15T09:00:00.000\"}")
                        .formatted(number, at.getEpochSecond(), keys, image, sequenceNumber);
        return new ChangeRecord(new SequenceNumber(sequenceNumber), at, keys, json.getBytes(UTF_8));
    }

    Path write(Path file) throws IOException {
        return Files.write(file, lines);
    }

    List<String> lines() {
        return lines;
    }
}
