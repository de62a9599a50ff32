package dev.streamecho.echo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.streamecho.echo.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;

/**
 * The log of one invocation: lines of JSON, each with what all have in common ({@code level}, {@code message},
 * {@code service}, {@code timestamp}, {@code xray_trace_id}, {@code requestId}). A line is written whole, or not at all.
 *
 * <p>Lambda passes lines that are JSON objects through as they are, filters them by {@code level} and takes the time of
 * the log event from {@code timestamp}, which must be in the form of RFC 3339.
 *
 * <p>Not thread-safe; several logs may share an output.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">Log-level
 *     filtering</a>
 */
final class InvocationLog {
    private final OutputStream output;
    private final Clock clock;
    private final String service;
    private final String traceId;
    private final String requestId;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
    private JsonGenerator line;

    InvocationLog(OutputStream output, Clock clock, Context context) {
        this.output = output;
        this.clock = clock;
        service = context.getFunctionName();
        traceId = rootOf(context.getXrayTraceId());
        requestId = context.getAwsRequestId();
    }

    /**
     * Starts a line. Add fields to what it returns, then call {@link #endLine()}; until then nothing is written, and a
     * line that is not ended is dropped when the next one starts.
     */
    JsonGenerator startLine(String level, String message) throws IOException {
        buffer.reset();
        line = Json.FACTORY.createGenerator(buffer);
        line.writeStartObject();
        line.writeStringField("level", level);
        line.writeStringField("message", message);
        line.writeStringField("service", service);
        line.writeStringField("timestamp", Timestamp.of(clock.millis()));
        line.writeStringField("xray_trace_id", traceId);
        line.writeStringField("requestId", requestId);
        return line;
    }

    /** Writes the line that was started last. */
    void endLine() throws IOException {
        line.writeEndObject();
        line.close();
        buffer.write('\n');
        synchronized (output) {
            buffer.writeTo(output);
        }
    }

    /** Says that a record failed and why, with the stack trace. The record's images are left out. */
    void failure(DynamodbStreamRecord record, Exception cause) throws IOException {
        StringWriter stackTrace = new StringWriter();
        cause.printStackTrace(new PrintWriter(stackTrace));
        startLine("ERROR", "Record failed: it and all after it in the batch are reported as failed");
        line.writeStringField("eventID", record.getEventID());
        line.writeStringField("eventName", record.getEventName());
        line.writeStringField("errorType", cause.getClass().getName());
        line.writeStringField("errorMessage", cause.getMessage());
        line.writeStringField("stackTrace", stackTrace.toString());
        endLine();
    }

    /** Says how many records the batch had and what became of them; {@code failed} only if any did. */
    void counts(int received, int echoed, int filtered, int failed) throws IOException {
        startLine("INFO", "Batch done");
        line.writeNumberField("received", received);
        line.writeNumberField("echoed", echoed);
        line.writeNumberField("filtered", filtered);
        if (failed > 0) {
            line.writeNumberField("failed", failed);
        }
        endLine();
    }

    /** The trace id in a trace header ({@code Root=1-5759e988-bd862e3fe1be46a994272793;Parent=...}), or null. */
    private static String rootOf(String traceHeader) {
        if (traceHeader == null) {
            return null;
        }
        for (String field : traceHeader.split(";")) {
            if (field.startsWith("Root=")) {
                return field.substring("Root=".length());
            }
        }
        return null;
    }
}
