package dev.streamecho.trigger.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The state of a running trigger, as lines for the screen. This class is not thread-safe. */
final class StatusText {
    private static final List<String> COUNTS =
            List.of("polled", "filtered", "invoked", "failed", "dropped", "delivered");

    private final JsonNode run;
    private final JsonNode status;
    private final Instant now;
    private final List<Line> lines = new ArrayList<>();

    /** A line whose end has a style of picocli. */
    record Line(String plain, String style, String styled) {}

    /**
     * Makes a text of what the API answers.
     *
     * @param run to {@code GET /run}
     * @param status to {@code GET /status}, and {@code idle}
     */
    StatusText(JsonNode run, JsonNode status, Instant now) {
        this.run = run;
        this.status = status;
        this.now = now;
    }

    List<Line> lines(RunningTrigger running) {
        boolean isIdle = status.path("idle").asBoolean();
        add(
                "%s, process %d: ".formatted(running.template(), running.pid()),
                isIdle ? "green" : "yellow",
                isIdle ? "idle, everything that was written is handled" : "at work");
        run.path("tables").forEach(this::addTable);
        status.path("mappings").forEach(this::addMapping);
        status.path("functions").forEach(this::addFunction);
        status.path("queues").forEach(this::addQueue);
        Map<String, String> endpoints = new TreeMap<>(running.endpoints());
        endpoints.forEach((service, endpoint) -> add("%s at %s".formatted(service, endpoint)));
        return lines;
    }

    private void addTable(JsonNode table) {
        String viewType = table.path("streamViewType").asText("");
        add("table %s: %s"
                .formatted(
                        table.path("tableName").asText(table.path("table").asText()),
                        viewType.isEmpty() ? "no stream" : "stream of " + viewType));
    }

    private void addMapping(JsonNode mapping) {
        String id = mapping.path("mapping").asText();
        String state = mapping.path("state").asText();
        add("mapping %s, %s: ".formatted(id, route(id)), state.equals("Enabled") ? "green" : "yellow", state);
        add("  " + counts(mapping.path("counts")) + last(mapping));
        mapping.path("shards").forEach(this::addShard);
    }

    private String route(String mapping) {
        for (JsonNode known : run.path("mappings")) {
            if (known.path("mapping").asText().equals(mapping)) {
                JsonNode source = known.path("source");
                String from = source.path("table")
                        .asText(source.path("queue").asText(source.path("arn").asText()));
                return from + " > " + known.path("function").asText();
            }
        }
        return "";
    }

    private static String counts(JsonNode counts) {
        List<String> some = COUNTS.stream()
                .filter(name -> counts.path(name).asLong() > 0)
                .map(name -> counts.path(name).asLong() + " " + name)
                .toList();
        return some.isEmpty() ? "nothing polled yet" : String.join(", ", some);
    }

    private static String last(JsonNode mapping) {
        String result = mapping.path("lastProcessingResult").asText("");
        return result.isEmpty() || result.equals("No records processed") ? "" : "; last result: " + result;
    }

    private void addShard(JsonNode shard) {
        long lag = shard.path("lagRecords").asLong();
        StringBuilder line = new StringBuilder("  shard ")
                .append(shard.path("shardId").asText())
                .append(shard.path("open").asBoolean(true) ? "" : " (closed)")
                .append(" at ")
                .append(position(shard.path("position").asText()));
        if (lag == 0) {
            add(line.toString());
            return;
        }
        line.append(", ");
        String more = shard.path("isMoreUnread").asBoolean() ? " or more" : "";
        StringBuilder behind = new StringBuilder(Shown.count(lag, "record") + more + " behind");
        if (shard.hasNonNull("ageMillis")) {
            behind.append(", the oldest for ")
                    .append(Shown.of(Duration.ofMillis(shard.path("ageMillis").asLong())));
        }
        if (shard.hasNonNull("blockedBy")) {
            behind.append(", blocked by batch ").append(shard.path("blockedBy").asText());
        }
        if (shard.hasNonNull("nextAttemptAt")) {
            Duration wait = Duration.between(
                    now, Instant.parse(shard.path("nextAttemptAt").asText()));
            behind.append(", next try ").append(wait.isNegative() ? "now" : "in " + Shown.of(wait));
        }
        add(line.toString(), "yellow", behind.toString());
    }

    private static String position(String position) {
        return switch (position) {
            case "", "TRIM_HORIZON" -> "its start";
            case "LATEST" -> "its end";
            default -> position;
        };
    }

    private void addFunction(JsonNode function) {
        String state = function.path("state").asText();
        List<String> processes = new ArrayList<>();
        function.path("processes")
                .forEach(process -> processes.add("process %d, %s%s"
                        .formatted(
                                process.path("pid").asLong(),
                                Shown.count(process.path("invocations").asLong(), "invocation"),
                                process.path("busy").asBoolean() ? ", busy" : "")));
        JsonNode reload = function.path("lastReload");
        String failed = reload.isObject() && !reload.path("ok").asBoolean()
                ? "; its new code does not run: " + reload.path("message").asText()
                : "";
        String obstacle = function.hasNonNull("obstacle")
                ? ": " + function.path("obstacle").asText()
                : "";
        String rest = processes.isEmpty() ? "" : " (" + String.join("; ", processes) + ")";
        String style = state.equals("failed") || !failed.isEmpty() ? "red" : "";
        String debugger = function.has("debugPort")
                ? "; waits for a debugger at port " + function.path("debugPort").asInt()
                : "";
        add(
                "function %s: ".formatted(function.path("function").asText()),
                style,
                state + obstacle + rest + debugger + failed);
    }

    private void addQueue(JsonNode queue) {
        long delayed = queue.path("delayed").asLong();
        add("queue %s: %d visible, %d in flight%s"
                .formatted(
                        queue.path("queue").asText(),
                        queue.path("visible").asLong(),
                        queue.path("inFlight").asLong(),
                        delayed == 0 ? "" : ", %d delayed".formatted(delayed)));
    }

    private void add(String plain) {
        add(plain, "", "");
    }

    private void add(String plain, String style, String styled) {
        lines.add(new Line(plain, style, styled));
    }
}
