package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.stack.RunningApi;
import dev.streamecho.trigger.stack.StackMapping;
import dev.streamecho.trigger.stack.StackQueueMapping;
import dev.streamecho.trigger.stack.StackRun;
import dev.streamecho.trigger.template.api.ApiRoute;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.QueueDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What runs where, as lines for the screen. */
final class StackLines {
    /** More mappings, or routes of an API, are too many lines for a screen. */
    private static final int MOST_SHOWN = 20;

    private final StackRun stack;

    /** @param stack that is started */
    StackLines(StackRun stack) {
        this.stack = stack;
    }

    /** Returns all of it. */
    List<String> all() {
        return Stream.of(
                        Stream.of(tables()),
                        mappings().stream(),
                        queues().stream(),
                        apis().stream(),
                        Stream.of(lambda()))
                .flatMap(lines -> lines)
                .toList();
    }

    /** Returns where the tables are, in one line. */
    String tables() {
        String dynamoDb = "DynamoDB at " + stack.dynamoDb();
        return stack.tableNames().isEmpty() ? dynamoDb : dynamoDb + ", table " + String.join(", ", stack.tableNames());
    }

    /** Returns which function is called for the changes of which table or the messages of which queue, and what may keep it from that. */
    List<String> mappings() {
        List<String> all = Stream.concat(
                        stack.mappings().stream()
                                .filter(mapping -> mapping.mapping().enabled())
                                .map(mapping -> "  %s > %s".formatted(mapping.tableId(), details(mapping))),
                        stack.queueMappings().stream()
                                .filter(mapping -> mapping.mapping().enabled())
                                .map(mapping ->
                                        "  %s > %s".formatted(mapping.queue().logicalId(), details(mapping))))
                .toList();
        List<String> lines = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST_SHOWN)));
        if (all.size() > MOST_SHOWN) {
            lines.add("  and %d more mappings".formatted(all.size() - MOST_SHOWN));
        }
        return lines;
    }

    /** Returns what each mapping leads from and to, by its logical id. */
    Map<String, String> routes() {
        Map<String, String> routes = new HashMap<>();
        stack.mappings()
                .forEach(mapping -> routes.put(
                        mapping.mapping().logicalId(),
                        route(mapping.tableId(), mapping.mapping().function().logicalId())));
        stack.queueMappings()
                .forEach(mapping -> routes.put(
                        mapping.mapping().logicalId(),
                        route(
                                mapping.queue().logicalId(),
                                mapping.mapping().function().logicalId())));
        return routes;
    }

    private static String route(String source, String function) {
        return source + " > " + function;
    }

    private String details(StackMapping mapping) {
        EventSourceMapping settings = mapping.mapping();
        List<String> details = new ArrayList<>();
        details.add(settings.function().logicalId());
        details.add("batch " + settings.batching().batchSize());
        addIfAny("window", settings.batching().maximumBatchingWindow(), details);
        addIfAny("tumbling window", settings.batching().tumblingWindow(), details);
        addFilters(settings.source().filterPatterns(), details);
        return joined(details, mapping.function());
    }

    private String details(StackQueueMapping mapping) {
        QueueMapping settings = mapping.mapping();
        List<String> details = new ArrayList<>();
        details.add(settings.function().logicalId());
        details.add("batch " + settings.batching().batchSize());
        addIfAny("window", settings.batching().maximumBatchingWindow(), details);
        details.add("up to %d at a time".formatted(settings.batching().concurrency()));
        addFilters(settings.source().filterPatterns(), details);
        return joined(details, mapping.function());
    }

    private static void addFilters(List<String> patterns, List<String> details) {
        if (!patterns.isEmpty()) {
            details.add(Shown.count(patterns.size(), "filter"));
        }
    }

    private String joined(List<String> details, FunctionDefinition function) {
        if (!stack.isRunning(function)) {
            details.add("waits for code that runs");
        }
        return String.join(", ", details);
    }

    private static void addIfAny(String what, Duration length, List<String> details) {
        if (!length.isZero()) {
            details.add("%s %d s".formatted(what, length.toSeconds()));
        }
    }

    /** Returns where the queues are, in one line; empty if the template has none. */
    private Optional<String> queues() {
        return Optional.ofNullable(stack.endpoints().get("sqs"))
                .map(endpoint -> "SQS at %s, queue %s"
                        .formatted(
                                endpoint,
                                stack.template().queues().stream()
                                        .map(QueueDefinition::queueName)
                                        .collect(Collectors.joining(", "))));
    }

    /** Returns where Lambda's own API is, in one line. */
    private String lambda() {
        return "Lambda at " + stack.endpoints().get("lambda");
    }

    /** Returns where the APIs are, and their routes. */
    private List<String> apis() {
        List<String> lines = new ArrayList<>();
        for (RunningApi api : stack.apis()) {
            List<ApiRoute> routes = api.definition().routes();
            lines.add(
                    "API at %s (%s)".formatted(api.endpoint(), api.definition().logicalId()));
            routes.stream()
                    .limit(MOST_SHOWN)
                    .map(route -> "  %s > %s".formatted(route.key(), route.functionLogicalId()))
                    .forEach(lines::add);
            if (routes.size() > MOST_SHOWN) {
                lines.add("  and %d more routes".formatted(routes.size() - MOST_SHOWN));
            }
        }
        return lines;
    }
}
