package dev.streamecho.echo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.streamecho.echo.json.JsonWriter;
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
    private static final String ROOT = "Root=";

    private final OutputStream output;
    private final Clock clock;
    private final String service;
    private final String traceId;
    private final String requestId;
    private final JsonWriter line = new JsonWriter();
    private int kept;

    InvocationLog(OutputStream output, Clock clock, Context context) {
        this.output = output;
        this.clock = clock;
        service = context.getFunctionName();
        traceId = rootOf(context.getXrayTraceId());
        requestId = context.getAwsRequestId();
    }

    /**
     * Starts a line. Add fields to what it returns, then call {@link #endLine()}; until then nothing of it is written, and
     * a line that is not ended is dropped when the next one starts.
     */
    JsonWriter startLine(String level, String message) {
        line.cut(kept);
        line.beginObject();
        line.name("level").value(level);
        line.name("message").value(message);
        line.name("service").value(service);
        line.name("timestamp").value(Timestamp.of(clock.millis()));
        line.name("xray_trace_id").value(traceId);
        line.name("requestId").value(requestId);
        return line;
    }

    /** Ends the line that was started last, and writes it. */
    void endLine() throws IOException {
        keepLine();
        write();
    }

    /** Ends the line that was started last, to be written together with the next one, or by {@link #write()}. */
    void keepLine() {
        line.endObject();
        line.newLine();
        kept = line.size();
    }

    /** Writes the lines that are kept. */
    void write() throws IOException {
        line.cut(kept);
        // Not again with the next line if it fails: a part of it may be written.
        kept = 0;
        synchronized (output) {
            line.writeTo(output);
        }
    }

    /** Says that a record failed and why, with the stack trace. The record's images are left out. */
    void failure(DynamodbStreamRecord record, Exception cause) throws IOException {
        StringWriter stackTrace = new StringWriter();
        cause.printStackTrace(new PrintWriter(stackTrace));
        startLine("ERROR", "Record failed: it and all after it in the batch are reported as failed");
        line.name("eventID").value(record.getEventID());
        line.name("eventName").value(record.getEventName());
        line.name("errorType").value(cause.getClass().getName());
        line.name("errorMessage").value(cause.getMessage());
        line.name("stackTrace").value(stackTrace.toString());
        endLine();
    }

    /** Says how many records the batch had and what became of them; {@code failed} only if any did. */
    void counts(int received, int echoed, int filtered, int failed) throws IOException {
        startLine("INFO", "Batch done");
        line.name("received").value(received);
        line.name("echoed").value(echoed);
        line.name("filtered").value(filtered);
        if (failed > 0) {
            line.name("failed").value(failed);
        }
        endLine();
    }

    /** The trace id in a trace header ({@code Root=1-5759e988-bd862e3fe1be46a994272793;Parent=...}), or null. */
    private static String rootOf(String traceHeader) {
        if (traceHeader == null) {
            return null;
        }
        for (int start = 0, end; start < traceHeader.length(); start = end + 1) {
            end = traceHeader.indexOf(';', start);
            end = end < 0 ? traceHeader.length() : end;
            if (traceHeader.startsWith(ROOT, start)) {
                return traceHeader.substring(start + ROOT.length(), end);
            }
        }
        return null;
    }
}
