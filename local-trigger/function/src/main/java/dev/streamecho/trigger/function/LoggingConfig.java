package dev.streamecho.trigger.function;

import java.util.List;
import java.util.Optional;

/**
 * How a function logs.
 *
 * @param logFormat {@code Text} or {@code JSON}
 * @param applicationLogLevel the lowest level that the runtime's logger writes in JSON; {@code INFO} if it is empty
 * @param logGroup the log group's name in the function's environment
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html">Advanced logging
 *     controls</a>
 */
public record LoggingConfig(String logFormat, Optional<String> applicationLogLevel, String logGroup) {
    static final List<String> FORMATS = List.of("Text", "JSON");

    /** Returns that of a function without {@code LoggingConfig}: {@code Text}, in {@code /aws/lambda/NAME}. */
    public static LoggingConfig ofDefaults(String functionName) {
        return new LoggingConfig("Text", Optional.empty(), "/aws/lambda/" + functionName);
    }

    boolean isJson() {
        return logFormat.equals("JSON");
    }
}
