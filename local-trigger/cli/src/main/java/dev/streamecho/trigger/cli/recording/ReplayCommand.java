package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.DynamoDbOption;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.options.ReachableServices;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.stack.StackMapping;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts recorded changes through the mappings of a template, and compares what becomes of them with an earlier run. */
@Command(
        name = "replay",
        description = {
            "Puts a recording through the mappings of a template in the same order, with their rules.",
            "The exit status is 1 if an outcome differs from that of --against; without it, if a record was discarded."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int MOST_RETRIES = 10;

    @Parameters(paramLabel = "FILE", description = "A file that trigger record wrote.")
    private Path file;

    @Mixin
    private TemplateOptions template;

    @Option(
            names = "--mapping",
            paramLabel = "LOGICAL_ID",
            description =
                    "The mapping to go through; may be repeated. Default: the enabled ones on the recorded table.")
    private List<String> mappings = List.of();

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "Goes at N times the speed at which the changes were made; 1 takes as long as they did."
                    + " Default: as fast as possible.")
    private Double speed;

    @Option(
            names = "--maximum-retry-attempts",
            paramLabel = "N",
            description = "How often a failed batch is retried. Default: as the mapping says; 10 if that has no limit.")
    private Integer maximumRetryAttempts;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Compares with the outcomes in this file: of a replay, or of a recording that has some.")
    private Path against;

    @Option(
            names = "--record-outcomes",
            paramLabel = "FILE",
            description = "Writes the outcomes to this file, for --against.")
    private Path recordOutcomes;

    @Mixin
    private OutputOption output;

    @Mixin
    private DynamoDbOption endpoint;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        checkNumbers();
        Optional<Comparison> comparison = Optional.ofNullable(against).map(Comparison::read);
        try (Recording recording = Recording.open(file);
                OutcomesFile outcomesFile = OutcomesFile.create(Optional.ofNullable(recordOutcomes))) {
            Outcomes outcomes = replay(recording);
            outcomesFile.write(outcomes.all());
            ReplayReport report = ReplayReport.of(recording, outcomes.all(), comparison);
            Screen screen = Screen.of(spec);
            if (output.isJson()) {
                screen.json(report.json());
            } else {
                report.print(screen);
            }
            return report.isGood() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void checkNumbers() {
        if (speed != null && !(speed > 0 && speed <= 1e6)) {
            throw new UserError("--speed %s: use a number over 0, such as 1 or 10".formatted(speed));
        }
        if (maximumRetryAttempts != null && (maximumRetryAttempts < 0 || maximumRetryAttempts > 10_000)) {
            throw new UserError("--maximum-retry-attempts %d: use 0 to 10000".formatted(maximumRetryAttempts));
        }
    }

    private Outcomes replay(Recording recording) throws InterruptedException {
        Screen log = output.isJson() ? Screen.ofErrors(spec) : Screen.of(spec);
        Optional<RunningTrigger> running = endpoint.running();
        Template written = template.read(Screen.ofErrors(spec)::line);
        Template read = running.map(trigger -> trigger.withQueues(written)).orElse(written);
        List<StackMapping> chosen = ReplayMappings.choose(read, recording.streamArns(), mappings);
        List<FunctionDefinition> definitions =
                chosen.stream().map(StackMapping::function).distinct().toList();
        log.name(routes(chosen));
        try (ReachableServices services = new ReachableServices(endpoint.address(running), running, log::line);
                ReplayFunctions functions = new ReplayFunctions()) {
            functions.start(definitions, read, services.variables(), log);
            Outcomes outcomes = new Outcomes();
            Replay replay = new Replay(recording, Optional.ofNullable(speed), log, outcomes);
            replay.run(
                    chosen.stream().map(mapping -> withEnd(mapping, log)).toList(),
                    mapping -> functions.named(mapping.function().logicalId()));
            return outcomes;
        }
    }

    private EventSourceMapping withEnd(StackMapping mapping, Screen log) {
        OptionalInt attempts =
                maximumRetryAttempts == null ? OptionalInt.empty() : OptionalInt.of(maximumRetryAttempts);
        return ReplayMappings.withEnd(mapping.mapping(), attempts, MOST_RETRIES, log::line);
    }

    private static Map<String, String> routes(List<StackMapping> mappings) {
        return mappings.stream()
                .collect(Collectors.toMap(
                        mapping -> mapping.mapping().logicalId(),
                        mapping ->
                                mapping.tableId() + " > " + mapping.function().logicalId()));
    }

    /** Where the outcomes go, if anywhere: made before anything is replayed, so that a mistake is reported at once. */
    private record OutcomesFile(Optional<Path> path, Optional<RecordingFile> file) implements AutoCloseable {

        private static OutcomesFile create(Optional<Path> path) {
            return new OutcomesFile(path, path.map(RecordingFile::create));
        }

        private void write(List<Outcome> outcomes) {
            if (file.isEmpty()) {
                return;
            }
            try {
                for (Outcome outcome : outcomes) {
                    file.get().add(RecordingFormat.line(outcome));
                }
                file.get().flush();
            } catch (IOException e) {
                throw new UserError("%s cannot be written: %s".formatted(path.orElseThrow(), e), e);
            }
        }

        @Override
        public void close() {
            file.ifPresent(RecordingFile::close);
        }
    }
}
