package dev.streamecho.trigger.cli;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Adds the lines of {@link AppendingHandler}, of an event with several records those of the first half only, and reports
 * the next record. Its answer has the state of a tumbling window too.
 */
public final class ReportingHandler implements RequestStreamHandler {
    private static final Pattern SEQUENCE_NUMBER = Pattern.compile("\"SequenceNumber\":\"(\\d+)\"");

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = AppendingHandler.text(input);
        List<String> lines = AppendingHandler.lines(event);
        List<String> numbers = SEQUENCE_NUMBER
                .matcher(event)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        int handled = lines.size() > 1 ? lines.size() / 2 : lines.size();
        AppendingHandler.append(lines.subList(0, handled));
        String failures = handled < lines.size() ? "{\"itemIdentifier\":\"" + numbers.get(handled) + "\"}" : "";
        output.write(
                "{\"state\":{},\"batchItemFailures\":[%s]}".formatted(failures).getBytes(StandardCharsets.UTF_8));
    }
}
