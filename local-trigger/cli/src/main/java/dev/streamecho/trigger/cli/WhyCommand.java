package dev.streamecho.trigger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.options.PageClient;
import dev.streamecho.trigger.cli.screen.Screen;
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
            "Says why a function was, or was not, called for a record of a running trigger, and what happened to the record.",
            "The exit status is 0 if the record was seen, else 1."
        })
final class WhyCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RECORD",
            arity = "0..1",
            defaultValue = "last",
            description =
                    "The item's key (1, id=1, '{\"id\":\"1\"}'), a sequence number or messageId, or last: the newest record."
                            + " Default: ${DEFAULT-VALUE}.")
    private String record;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode answer = new WhyQuestion(record).ask(PageClient.of(PageClient.requireRunning()));
        Screen screen = Screen.of(spec);
        if (output.isJson()) {
            screen.json(answer);
        } else {
            screen.styled("bold", answer.path("answer").asText());
            answer.path("lines").forEach(line -> screen.line("  " + line.asText()));
        }
        return WhyQuestion.isSeen(answer) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
