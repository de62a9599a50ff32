package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.DebugOption;
import dev.streamecho.trigger.cli.options.DynamoDbOption;
import dev.streamecho.trigger.cli.options.EventOption;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.options.ReachableServices;
import dev.streamecho.trigger.cli.options.RunningLambda;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.cli.options.TriggerFolder;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.function.LocalFunction;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.lambda.InvocationDescription;
import dev.streamecho.trigger.stack.FunctionSetup;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Invokes a function once with an event from a file, as {@code sam local invoke} does, without Docker. */
@Command(
        name = "invoke",
        description = {
            "Invokes a function once with an event, as sam local invoke does, without Docker.",
            "If a trigger runs in this folder, its function is invoked; with options for the template or a debugger, a process of"
                    + " its own.",
            "Its log goes to standard error, its response to standard output."
        })
final class InvokeCommand implements Callable<Integer> {
    @Mixin
    private TemplateOptions template;

    @Parameters(
            paramLabel = "FUNCTION",
            arity = "0..1",
            description = "The function's logical id. Default: the only one of the template.")
    private String function;

    @Mixin
    private EventOption event;

    @Mixin
    private DynamoDbOption endpoint;

    @Mixin
    private DebugOption debug;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        byte[] payload = event.read();
        Optional<RunningTrigger> running = endpoint.running();
        Optional<InvocationDescription> there = invokeThere(running, payload);
        if (there.isPresent()) {
            return show(there.get());
        }
        Screen err = Screen.ofErrors(spec);
        Template written = template.read(err::line);
        Template read = running.map(trigger -> trigger.withQueues(written)).orElse(written);
        FunctionDefinition definition = FunctionSetup.choose(read, Optional.ofNullable(function));
        FunctionSetup.linesAbout(List.of(definition)).forEach(err::line);
        try (ReachableServices services = new ReachableServices(endpoint.address(running), running, err::line);
                LocalFunction local = new LocalFunction(
                        new FunctionSetup(TriggerFolder.PATH, err)
                                .build(List.of(definition), read, services.variables())
                                .get(0),
                        (logicalId, requestId, line) -> err.functionLine(line),
                        debug.port())) {
            local.start();
            return show(local.invoke(payload), definition.logicalId(), definition.memoryMegabytes());
        }
    }

    /** Invokes the function of the trigger that runs in this folder; empty if it has no such function, or another one is meant. */
    private Optional<InvocationDescription> invokeThere(Optional<RunningTrigger> running, byte[] payload) {
        Optional<RunningLambda> lambda = debug.port().isPresent() || template.isAnyGiven()
                ? Optional.empty()
                : running.flatMap(RunningLambda::of);
        if (lambda.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = function == null ? lambda.get().names() : List.of(function);
        if (names.size() != 1) {
            throw new UserError("%s has %d functions: say which (%s)"
                    .formatted(running.orElseThrow().template(), names.size(), String.join(", ", names)));
        }
        return lambda.get().invoke(names.get(0), payload);
    }

    private int show(InvocationDescription there) {
        Screen err = Screen.ofErrors(spec);
        there.log().lines().forEach(err::functionLine);
        return show(there.invocation(), there.function(), there.memoryMegabytes());
    }

    private int show(Invocation invocation, String logicalId, int memoryMegabytes) {
        Screen out = Screen.of(spec);
        Invocation.Outcome outcome = invocation.outcome();
        if (output.isJson()) {
            out.json(InvocationJson.of(invocation, logicalId, memoryMegabytes));
            return statusOf(outcome);
        }
        if (outcome instanceof Invocation.Success success) {
            out.lines(new String(success.response(), StandardCharsets.UTF_8));
        } else {
            out.lines(outcome.describe());
        }
        if (!out.isQuiet()) {
            Screen.ofErrors(spec).line(report(invocation, memoryMegabytes));
        }
        return statusOf(outcome);
    }

    private static String report(Invocation invocation, int memoryMegabytes) {
        return "REPORT RequestId: " + invocation.requestId()
                + invocation
                        .initDuration()
                        .map(init -> "\tInit Duration: " + Shown.of(init))
                        .orElse("")
                + "\tDuration: " + Shown.of(invocation.duration())
                + "\tMemory Size: " + memoryMegabytes + " MB";
    }

    private static int statusOf(Invocation.Outcome outcome) {
        return outcome instanceof Invocation.Success ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
