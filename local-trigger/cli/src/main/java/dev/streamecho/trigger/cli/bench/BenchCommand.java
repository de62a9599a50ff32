package dev.streamecho.trigger.cli.bench;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.DynamoDbOption;
import dev.streamecho.trigger.cli.options.EventOption;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.options.ReachableServices;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.cli.options.TriggerFolder;
import dev.streamecho.trigger.cli.screen.Progress;
import dev.streamecho.trigger.cli.screen.ProgressBar;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.function.FunctionConfiguration;
import dev.streamecho.trigger.function.InitializationType;
import dev.streamecho.trigger.stack.FunctionSetup;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how functions start and how fast they are when warm, and compares them. */
@Command(
        name = "bench",
        description = {
            "Measures cold starts, warm invocations and memory of functions in turn, and compares them with the first.",
            "Run it on a machine that does nothing else. On AWS, the image and the processors differ."
        })
public final class BenchCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;

    /** The first JDK with an AOT cache, of which AWS's image has one for the runtime interface client. */
    private static final int FIRST_WITH_CACHE = 25;

    @Mixin
    private TemplateOptions template;

    @Parameters(
            paramLabel = "FUNCTION",
            arity = "0..*",
            description = "The functions' logical ids. Default: every function of the template.")
    private List<String> functions = List.of();

    @Mixin
    private EventOption event;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "20",
            description = "Cold starts of each function, each in a fresh process. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--warm",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "Warm invocations of each function, after as many that are not counted. Default: ${DEFAULT-VALUE}.")
    private int warm;

    @Mixin
    private OutputOption output;

    @Mixin
    private DynamoDbOption endpoint;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        requireCount("--runs", runs);
        requireCount("--warm", warm);
        byte[] payload = event.read();
        Optional<RunningTrigger> running = endpoint.running();
        Screen err = Screen.ofErrors(spec);
        Template written = template.read(err::line);
        Template read = running.map(trigger -> trigger.withQueues(written)).orElse(written);
        try (ReachableServices services = new ReachableServices(endpoint.address(running), running, err::line)) {
            List<FunctionConfiguration> measured = configurations(read, services.variables());
            measured.stream()
                    .filter(function -> function.initialization() == InitializationType.SNAP_START)
                    .forEach(
                            function -> err.functionNotice(
                                    function.logicalId(),
                                    "starts from a snapshot: its init is what follows the restore, without what AWS takes to restore it"));
            if (Runtime.version().feature() >= FIRST_WITH_CACHE
                    && System.getProperty("trigger.runtimeArchive") == null) {
                err.line(
                        "The functions start without the AOT cache that java25 has on AWS: it is being made, or cannot be."
                                + " Measure again in half a minute");
            }
            print(measure(measured, payload));
        }
        return CommandLine.ExitCode.OK;
    }

    private static void requireCount(String option, int number) {
        if (number < 1 || number > MOST) {
            throw new UserError("%s %d: use 1 to %d".formatted(option, number, MOST));
        }
    }

    private List<FunctionConfiguration> configurations(Template read, Map<String, String> variables) {
        List<FunctionDefinition> chosen = functions.isEmpty()
                ? read.functions()
                : functions.stream()
                        .map(function -> FunctionSetup.choose(read, Optional.of(function)))
                        .toList();
        if (chosen.isEmpty()) {
            throw new UserError(read.file() + " has no function");
        }
        Screen screen = Screen.ofErrors(spec);
        FunctionSetup.linesAbout(chosen).forEach(screen::line);
        return new FunctionSetup(TriggerFolder.PATH, screen).build(chosen, read, variables);
    }

    private List<BenchResult> measure(List<FunctionConfiguration> configurations, byte[] payload)
            throws InterruptedException {
        if (!ProgressBar.isWanted(spec)) {
            return new Bench(configurations, payload, runs, warm, Progress.NONE).run();
        }
        ProgressBar bar = ProgressBar.of(spec);
        try {
            return new Bench(configurations, payload, runs, warm, bar).run();
        } finally {
            bar.erase();
        }
    }

    private void print(List<BenchResult> results) {
        Screen screen = Screen.of(spec);
        Machine machine = Machine.here();
        if (output.isJson()) {
            screen.lines(BenchJson.of(event.name(), runs, warm, machine, results));
        } else {
            screen.line(machine.toString());
            screen.line("%s with %s of each function".formatted(event.name(), times()));
            screen.line("median (quartiles), ratio to " + results.get(0).function());
            screen.line("");
            BenchTable.of(results).forEach(screen::line);
        }
    }

    private String times() {
        return Shown.count(runs, "cold start") + " and " + Shown.count(warm, "warm invocation");
    }
}
