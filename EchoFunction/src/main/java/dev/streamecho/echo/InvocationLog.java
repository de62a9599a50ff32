package dev.streamecho.echo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.streamecho.echo.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;

/**
 * The log of one invocation. Each call writes one line of JSON, with the fields that every line has ({@code level},
 * {@code message}, {@code service}, {@code timestamp}, {@code xray_trace_id}, {@code requestId}) and your own:
 *
 * <pre>{@code
 * log.info("Mail sent", "to", address, "attempt", 2);
 * }</pre>
 *
 * <p>Fields are alternating names and values. A value is a string, a number, a boolean, null, or a {@link StreamRecord},
 * which is written as it was delivered; anything else is written as its {@code toString()}. A line is written immediately
 * and whole, or not at all.
 *
 * <p>Lambda passes a line that is a JSON object through as it is, filters it by {@code level}, and takes the time of the log
 * event from {@code timestamp}, which must have the format of RFC 3339.
 *
 * <p>Every method throws {@link UncheckedIOException} if the line cannot be written, and {@link IllegalArgumentException}
 * for a name without a value. This class is not thread-safe, but several logs may share an output.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">Log-level
 *     filtering</a>
 */
final class InvocationLog {
    private static final String ROOT = "Root=";
    private static final String FAILED_RECORDS = "FailedRecords";

    private final OutputStream output;
    private final Clock clock;
    private final String service;
    private final String traceId;
    private final String requestId;
    private final JsonWriter line = new JsonWriter();

    InvocationLog(OutputStream output, Clock clock, Context context) {
        this.output = output;
        this.clock = clock;
        service = context.getFunctionName();
        traceId = rootOf(context.getXrayTraceId());
        requestId = context.getAwsRequestId();
    }

    /** Writes a line of level INFO. */
    void info(String message, Object... fields) {
        log("INFO", message, fields);
    }

    /** Writes a line of level WARN. */
    void warn(String message, Object... fields) {
        log("WARN", message, fields);
    }

    /** Writes a line of level ERROR, which also has the type, the message and the stack trace of the cause after its fields. */
    void error(String message, Throwable cause, Object... fields) {
        startError(message, cause, fields);
        write();
    }

    /**
     * Writes a line like {@link #error} that is also a data point of the metric {@code FailedRecords} in the namespace
     * {@code StreamEcho}, with the dimension {@code service}: Lambda does not count a reported item failure as an error.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
     *     metric format</a>
     */
    void failedRecord(String message, Throwable cause, Object... fields) {
        startError(message, cause, fields);
        line.name("_aws").beginObject();
        line.name("Timestamp").value(clock.millis());
        line.name("CloudWatchMetrics").beginArray().beginObject();
        line.name("Namespace").value("StreamEcho");
        line.name("Dimensions").beginArray().beginArray().value("service").endArray();
        line.endArray();
        line.name("Metrics").beginArray().beginObject();
        line.name("Name").value(FAILED_RECORDS);
        line.name("Unit").value("Count");
        line.endObject().endArray().endObject().endArray().endObject();
        line.name(FAILED_RECORDS).value(1);
        write();
    }

    private void startError(String message, Throwable cause, Object[] fields) {
        StringWriter stackTrace = new StringWriter();
        cause.printStackTrace(new PrintWriter(stackTrace));
        start("ERROR", message);
        put(fields);
        put("errorType", cause.getClass().getName(), "errorMessage", cause.getMessage(), "stackTrace", stackTrace);
    }

    private void log(String level, String message, Object[] fields) {
        start(level, message);
        put(fields);
        write();
    }

    private void start(String level, String message) {
        // Half a line is left over if a field's value could not be written.
        line.clear();
        line.beginObject();
        line.name("level").value(level);
        line.name("message").value(message);
        line.name("service").value(service);
        line.name("timestamp").value(Timestamp.of(clock.millis()));
        line.name("xray_trace_id").value(traceId);
        line.name("requestId").value(requestId);
    }

    private void put(Object... fields) {
        if (fields.length % 2 != 0) {
            throw new IllegalArgumentException("The field " + fields[fields.length - 1] + " has no value");
        }
        for (int i = 0; i < fields.length; i += 2) {
            line.name((String) fields[i]);
            putValue(fields[i + 1]);
        }
    }

    private void putValue(Object value) {
        if (value == null) {
            line.nullValue();
        } else if (value instanceof StreamRecord change) {
            StreamRecordJson.write(change, line);
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            line.value(number);
        } else if (value instanceof Boolean flag) {
            line.value(flag);
        } else {
            line.value(value.toString());
        }
    }

    private void write() {
        line.endObject();
        line.newLine();
        try {
            synchronized (output) {
                line.writeTo(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The log could not be written", e);
        }
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
