package dev.streamecho.trigger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.streamecho.trigger.journal.RecordRow.Change;
import dev.streamecho.trigger.journal.RecordRow.Outcome;
import dev.streamecho.trigger.journal.RecordRow.State;
import dev.streamecho.trigger.mapping.InvocationReport.Result;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes rows of records, which are kept until the record changes. Guarded by the journal. */
final class Rows {
    private static final JsonFactory JSON = new JsonFactory();

    private static final byte[] SIZE = "\"SizeBytes\":".getBytes(UTF_8);

    private Rows() {}

    static RecordRow of(RecordEntry entry) {
        RecordRow known = entry.row;
        if (known == null) {
            known = made(entry);
            entry.row = known;
        }
        return known;
    }

    private static RecordRow made(RecordEntry entry) {
        JournaledMapping mapping = entry.mapping.mapping;
        ChangeRecord record = entry.record;
        return new RecordRow(
                entry.n,
                entry.arrival(),
                record == null ? Change.MESSAGE : change(record.json()),
                record == null ? entry.id() : ItemKeys.shown(record.itemKey()),
                mapping.source(),
                mapping.mapping(),
                mapping.function(),
                entry.shard.id,
                entry.id(),
                record == null ? lengthOfBody(entry) : sizeOf(record.json()),
                entry.state,
                outcome(entry),
                entry.attempts,
                Optional.ofNullable(entry.firstCall).map(call -> latency(entry.arrival(), call)),
                Optional.ofNullable(entry.batch).map(batch -> batch.n));
    }

    private static int lengthOfBody(RecordEntry entry) {
        return entry.message == null ? 0 : entry.message.body().length();
    }

    /** A clock that was set back between the two makes no call sooner than its write. */
    private static Duration latency(Instant write, Instant call) {
        return call.isBefore(write) ? Duration.ZERO : Duration.between(write, call);
    }

    private static Outcome outcome(RecordEntry entry) {
        if (entry.state != State.OPEN) {
            return switch (entry.state) {
                case FILTERED -> Outcome.FILTERED;
                case DISCARDED -> Outcome.DISCARDED;
                default -> Outcome.SUCCESS;
            };
        }
        if (entry.lastResult == null) {
            return Outcome.WAITING;
        }
        boolean isInvoking = entry.batch != null && entry.batch.state == BatchRow.State.INVOKING;
        return isInvoking ? Outcome.RETRYING : outcome(entry.lastResult);
    }

    private static Outcome outcome(Result result) {
        return switch (result) {
            case SUCCESS -> Outcome.SUCCESS;
            case PARTIAL -> Outcome.PARTIAL;
            case INVALID_RESPONSE -> Outcome.INVALID_RESPONSE;
            case ERROR -> Outcome.ERROR;
            case TIMEOUT -> Outcome.TIMEOUT;
            case INIT_ERROR -> Outcome.INIT_ERROR;
            case NOT_REACHED -> Outcome.NOT_REACHED;
        };
    }

    /** Looks from the end on: the images come before it, and can be long. */
    private static int sizeOf(byte[] json) {
        for (int start = json.length - SIZE.length; start >= 0; start--) {
            if (Arrays.equals(json, start, start + SIZE.length, SIZE, 0, SIZE.length)) {
                int size = 0;
                for (int i = start + SIZE.length; i < json.length && Character.isDigit(json[i]); i++) {
                    size = 10 * size + json[i] - '0';
                }
                return size;
            }
        }
        return json.length;
    }

    /** Reads as far as the event's name, which is the second field. */
    private static Change change(byte[] json) {
        String name = eventName(json);
        if (name != null) {
            for (Change change : Change.values()) {
                if (change.name().equals(name)) {
                    return change;
                }
            }
        }
        return Change.MODIFY;
    }

    private static @Nullable String eventName(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isName = parser.currentName().equals("eventName");
                parser.nextToken();
                if (isName) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException notJson) {
            return null;
        }
    }
}
