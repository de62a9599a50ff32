package dev.streamecho.trigger.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.PortConverter;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.cli.options.TriggerFolder;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.stack.ForwardingListener;
import dev.streamecho.trigger.stack.StackMapping;
import dev.streamecho.trigger.stack.StackRun;
import dev.streamecho.trigger.stack.StackSettings;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Makes an insert, a change and a delete in the table of a template, and shows what the function made of each. */
@Command(
        name = "demo",
        description = "Inserts, changes and deletes an item, and shows what the function makes of each change.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private TemplateOptions template;

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = PortConverter.class,
            defaultValue = "0",
            description = "DynamoDB's port. Default: any that is free.")
    private int port;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        StackRun.preload();
        Screen screen = Screen.of(spec);
        Watch watch = new Watch(screen);
        StackSettings settings =
                StackSettings.builder(TriggerFolder.PATH).dynamoDbPort(port).build();
        try (StackRun stack = new StackRun(template.read(screen::line), settings, watch)) {
            stack.start();
            StackMapping mapping = theMapping(stack);
            StackLines lines = new StackLines(stack);
            screen.name(lines.routes());
            screen.line("Ready in " + SinceStart.shown() + ": " + lines.tables() + ".");
            lines.mappings().forEach(screen::line);
            DynamoDbClient dynamoDb = stack.client().orElseThrow();
            Optional<List<String>> eventTypes = Optional.ofNullable(
                            mapping.function().environment().get("EVENT_TYPES"))
                    .map(types -> List.of(types.split(",")));
            boolean asExpected = true;
            for (DemoStep step : steps(stack, mapping.table().orElseThrow())) {
                screen.line("");
                screen.styled("bold", step.title());
                watch.forget();
                step.apply(dynamoDb);
                asExpected &= show(step.eventName(), watch, screen, eventTypes);
            }
            return asExpected ? 0 : 1;
        }
    }

    private static List<DemoStep> steps(StackRun stack, TableDefinition table) {
        TableDescription description = stack.client()
                .orElseThrow()
                .describeTable(request -> request.tableName(table.tableName()))
                .table();
        return DemoStep.in(
                description, table.logicalId(), stack.template().tables().size() == 1);
    }

    private StackMapping theMapping(StackRun stack) {
        List<StackMapping> enabled = stack.mappings().stream()
                .filter(mapping -> mapping.mapping().enabled())
                .toList();
        if (enabled.size() != 1) {
            throw new UserError(
                    "the demo needs a template with one enabled mapping of a table's stream, and this one has "
                            + enabled.size() + "; start it with " + Launcher.command("run") + " instead");
        }
        return enabled.get(0);
    }

    /**
     * Returns whether the function did what it should.
     *
     * @param eventTypes which changes it echoes; empty for a function that has no such variable and need not echo any
     */
    private static boolean show(String eventName, Watch watch, Screen screen, Optional<List<String>> eventTypes)
            throws InterruptedException {
        Optional<InvocationReport> report = watch.await(LIMIT);
        if (report.isEmpty()) {
            screen.styled("red", "no invocation within " + LIMIT.toSeconds() + " s");
            return false;
        }
        InvocationReport invoked = report.get();
        boolean success = invoked.result() == InvocationReport.Result.SUCCESS;
        if (eventTypes.isEmpty()) {
            print(invoked, success ? "green" : "red", Optional.empty(), Optional.empty(), screen);
            return success;
        }
        boolean echoed = watch.lines().stream().anyMatch(line -> isEchoOf(line, eventName));
        boolean wanted = eventTypes.get().contains(eventName);
        String remark = "and no echo of the " + eventName + " came";
        Optional<String> because = Optional.empty();
        if (success && echoed) {
            remark = "echoed";
        } else if (success && !wanted) {
            remark = "not echoed";
            because = Optional.of("EVENT_TYPES is %s, so the function drops the %s"
                    .formatted(String.join(",", eventTypes.get()), eventName));
        }
        boolean asExpected = success && echoed == wanted;
        print(invoked, asExpected ? "green" : "red", Optional.of(remark), because, screen);
        return asExpected;
    }

    private static void print(
            InvocationReport invoked, String style, Optional<String> remark, Optional<String> because, Screen screen) {
        if (screen.isShort()) {
            remark.ifPresentOrElse(said -> screen.invoked(invoked, style, said), () -> screen.invoked(invoked));
            because.ifPresent(screen::line);
            return;
        }
        String latency = invoked.latency()
                .map(time -> ", " + Shown.of(time) + " from the write to the handler")
                .orElse("");
        String reason = because.map(why -> ": " + why).orElse("");
        screen.styled(
                style,
                invoked.result() + latency + remark.map(said -> ", " + said).orElse("") + reason);
    }

    private static boolean isEchoOf(String line, String eventName) {
        try {
            JsonNode json = JSON.readTree(line);
            return json.path("eventName").asText().equals(eventName)
                    && json.path("dynamodb").isObject();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    /** Keeps what one change caused. */
    private static final class Watch extends ForwardingListener {
        private final List<String> lines = new ArrayList<>();
        private final BlockingQueue<InvocationReport> reports = new LinkedBlockingQueue<>();

        private Watch(Screen screen) {
            super(screen);
        }

        @Override
        public void functionLine(String function, String line) {
            super.functionLine(function, line);
            synchronized (lines) {
                lines.add(line);
            }
        }

        @Override
        public void invoked(InvocationReport report) {
            reports.add(report);
        }

        private void forget() {
            reports.clear();
            synchronized (lines) {
                lines.clear();
            }
        }

        private Optional<InvocationReport> await(Duration limit) throws InterruptedException {
            return Optional.ofNullable(reports.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
        }

        private List<String> lines() {
            synchronized (lines) {
                return List.copyOf(lines);
            }
        }
    }
}
