package dev.streamecho.trigger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.options.PageClient;
import dev.streamecho.trigger.cli.screen.Screen;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers why a function was called for a record, or was not. */
@Command(
        name = "why",
        description = {
            "Answers why a function was, or was not, called for a record of a running trigger, and shows its way.",
            "The exit status is 0 if the record was seen, else 1."
        })
final class WhyCommand implements Callable<Integer> {
    private static final String SEQUENCE_NUMBER = "[0-9]{21,40}";

    @Parameters(
            paramLabel = "RECORD",
            arity = "0..1",
            defaultValue = "last",
            description = "The item's key (1, id=1, '{\"id\":\"1\"}'), a sequence number, or last: the newest record."
                    + " Default: ${DEFAULT-VALUE}.")
    private String record;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode answer = ask(PageClient.of(PageClient.requireRunning()));
        Screen screen = Screen.of(spec);
        if (output.isJson()) {
            screen.json(answer);
        } else {
            screen.styled("bold", answer.path("answer").asText());
            answer.path("lines").forEach(line -> screen.line("  " + line.asText()));
        }
        return isSeen(answer) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private JsonNode ask(PageClient page) {
        if (record.equals("last")) {
            return page.get("/why", Map.of("last", "true"));
        }
        if (record.matches(SEQUENCE_NUMBER)) {
            JsonNode answer = page.get("/why", Map.of("sequenceNumber", record));
            if (isSeen(answer)) {
                return answer;
            }
            // So many digits can be a key, too.
            JsonNode ofKey = page.get("/why", Map.of("key", record));
            return isSeen(ofKey) ? ofKey : answer;
        }
        return page.get("/why", Map.of("key", record));
    }

    private static boolean isSeen(JsonNode answer) {
        return answer.hasNonNull("record");
    }
}
