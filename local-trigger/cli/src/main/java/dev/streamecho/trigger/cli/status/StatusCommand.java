package dev.streamecho.trigger.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.options.PageClient;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.stack.Health;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what the trigger has that runs in this folder, and how far it is. */
@Command(
        name = "status",
        description = "Shows the tables, mappings, functions, queues and endpoints of a running trigger,"
                + " and how far each mapping is.")
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RunningTrigger running = PageClient.requireRunning();
        PageClient page = PageClient.of(running);
        JsonNode run = page.get("/run", Map.of());
        ObjectNode status = (ObjectNode) page.get("/status", Map.of());
        status.put("idle", page.get("/health", Map.of()).path("status").asText().equals(Health.IDLE.toString()));
        Screen screen = Screen.of(spec);
        if (output.isJson()) {
            screen.json(together(running, run, status));
        } else {
            new StatusText(run, status, Instant.now())
                    .lines(running)
                    .forEach(line -> screen.styled(line.plain(), line.style(), line.styled()));
        }
        return CommandLine.ExitCode.OK;
    }

    /** What the API calls the status, with what else is on the screen. */
    private static ObjectNode together(RunningTrigger running, JsonNode run, ObjectNode status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("pid", running.pid()).put("template", running.template().toString());
        ObjectNode endpoints = json.putObject("endpoints");
        running.endpoints().forEach(endpoints::put);
        json.setAll(status);
        if (run.has("tables")) {
            json.set("tables", run.get("tables"));
        }
        return json;
    }
}
