package dev.streamecho.trigger.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.journal.EventCounts;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** The file of {@code --invocations}: one JSON object a line for each invocation. This class is thread-safe. */
final class InvocationsFile implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Writer writer;

    private InvocationsFile(Writer writer) {
        this.writer = writer;
    }

    /**
     * Opens the file to add lines at its end.
     *
     * @throws UserError if it cannot be written
     */
    static InvocationsFile open(Path file) {
        try {
            return new InvocationsFile(Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (NoSuchFileException e) {
            throw new UserError(
                    "--invocations: there is no folder " + file.toAbsolutePath().getParent(), e);
        } catch (IOException e) {
            throw new UserError("--invocations: " + file + " cannot be written: " + e, e);
        }
    }

    /** Appends a line, which is in the file when this returns. */
    synchronized void add(InvocationReport report, EventCounts counts) throws IOException {
        writer.write(line(report, counts));
        writer.write('\n');
        writer.flush();
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            // Whoever added a line that is not in the file knows that.
        }
    }

    static String line(InvocationReport report, EventCounts counts) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("mapping", report.mapping());
            json.writeStringField("function", report.function());
            json.writeStringField("requestId", report.invocation().requestId());
            json.writeNumberField("attempt", report.attempt());
            json.writeNumberField("batchSize", report.batchSize());
            json.writeStringField(
                    "startSequenceNumber",
                    report.startSequenceNumber().map(SequenceNumber::digits).orElse(null));
            json.writeStringField(
                    "endSequenceNumber",
                    report.endSequenceNumber().map(SequenceNumber::digits).orElse(null));
            json.writeStringField("outcome", report.result().toString());
            json.writeStringField("reason", report.reason().orElse(null));
            writeMillis(json, "durationMs", Optional.of(report.invocation().duration()));
            writeMillis(json, "initDurationMs", report.invocation().initDuration());
            writeMillis(json, "latencyMs", report.latency());
            json.writeNumberField("filtered", report.filtered());
            if (report.messages().isPresent()) {
                json.writeArrayFieldStart("messageIds");
                for (String id : report.messages().get().ids()) {
                    json.writeString(id);
                }
                json.writeEndArray();
            }
            writeCounts(json, counts);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    /** By the names of the service's metrics. */
    private static void writeCounts(JsonGenerator json, EventCounts counts) throws IOException {
        json.writeObjectFieldStart("eventCounts");
        json.writeNumberField("PolledEventCount", counts.polled());
        json.writeNumberField("FilteredOutEventCount", counts.filteredOut());
        json.writeNumberField("InvokedEventCount", counts.invoked());
        json.writeNumberField("FailedInvokeEventCount", counts.failedInvoke());
        json.writeNumberField("DroppedEventCount", counts.dropped());
        json.writeNumberField("OnFailureDestinationDeliveredEventCount", counts.onFailureDestinationDelivered());
        json.writeEndObject();
    }

    private static void writeMillis(JsonGenerator json, String field, Optional<Duration> duration) throws IOException {
        if (duration.isPresent()) {
            json.writeNumberField(field, millis(duration.get()));
        } else {
            json.writeNullField(field);
        }
    }

    /** Returns milliseconds with three decimals. */
    static BigDecimal millis(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 6).setScale(3, RoundingMode.HALF_UP);
    }
}
