package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.Invocation;
import dev.streamecho.trigger.function.LocalFunction;
import dev.streamecho.trigger.function.code.CodeBuilder;
import dev.streamecho.trigger.function.code.FunctionCode;
import dev.streamecho.trigger.function.code.HotReload;
import dev.streamecho.trigger.template.FunctionDefinition;
import dev.streamecho.trigger.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The functions of a template that something calls: built, running, and built again when their code changes. */
final class CalledFunctions {
    private final CodeBuilder builder;
    private final CompletableFuture<Map<String, FunctionCode>> builds;
    private final Optional<String> debugged;
    private final StackSettings settings;
    private final StackListener listener;
    private final Parts parts;
    private final Map<String, LocalFunction> running = new LinkedHashMap<>();
    private final Map<LocalFunction, FunctionCode> codes = new LinkedHashMap<>();

    private List<CompletableFuture<Optional<Invocation.Outcome>>> starts = List.of();

    private CalledFunctions(
            CodeBuilder builder,
            CompletableFuture<Map<String, FunctionCode>> builds,
            Optional<String> debugged,
            StackSettings settings,
            StackListener listener,
            Parts parts) {
        this.builder = builder;
        this.builds = builds;
        this.debugged = debugged;
        this.settings = settings;
        this.listener = listener;
        this.parts = parts;
    }

    /**
     * Begins to build them, which may take a while: the caller has other things to start meanwhile.
     *
     * @throws UserError if one of them cannot run here
     */
    static CalledFunctions build(
            List<FunctionDefinition> functions, StackSettings settings, StackListener listener, Parts parts) {
        functions.forEach(FunctionSetup::requireJava);
        Optional<String> debugged = settings.debugging()
                .map(debugging -> debugging.choose(
                        functions.stream().map(FunctionDefinition::logicalId).toList()));
        CodeBuilder builder = new CodeBuilder(Stack.BUILD_FOLDER, new BuildLines(listener), settings.runFiles());
        CompletableFuture<Map<String, FunctionCode>> builds =
                CompletableFuture.supplyAsync(() -> build(builder, functions));
        return new CalledFunctions(builder, builds, debugged, settings, listener, parts);
    }

    /**
     * Starts their processes once they are built.
     *
     * @param template whose references to tables and queues are known
     * @param surroundings the variables by which their own calls arrive here
     * @throws UserError if one of them is not built
     */
    void start(Template template, Map<String, String> surroundings) {
        Map<String, FunctionCode> built = built();
        for (FunctionDefinition function : template.functions()) {
            FunctionCode code = built.get(function.logicalId());
            if (code != null) {
                LocalFunction local = newFunction(function, template, code, surroundings);
                running.put(function.logicalId(), local);
                codes.put(local, code);
            }
        }
        starts = running.values().stream().map(LocalFunction::start).toList();
    }

    /** Waits until each is ready for its first call, or has failed its start, which is said. */
    void awaitStarts() {
        for (CompletableFuture<Optional<Invocation.Outcome>> start : starts) {
            // Closing ends a function that is on its start, which is no news then.
            start.join().filter(outcome -> !parts.closing()).ifPresent(outcome -> listener.line(outcome.describe()));
        }
    }

    /** From now on, code that changes is built and taken. */
    void reload() {
        parts.begin(new HotReload(builder, codes, new ReloadLines(listener))).start();
    }

    /** By their logical ids. */
    Map<String, LocalFunction> running() {
        return running;
    }

    private static Map<String, FunctionCode> build(CodeBuilder builder, List<FunctionDefinition> functions) {
        Map<String, FunctionCode> built = new LinkedHashMap<>();
        for (FunctionDefinition function : functions) {
            built.put(function.logicalId(), FunctionSetup.build(builder, function));
        }
        return built;
    }

    private Map<String, FunctionCode> built() {
        try {
            return builds.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UserError mistake) {
                throw mistake;
            }
            throw e;
        }
    }

    private LocalFunction newFunction(
            FunctionDefinition function, Template template, FunctionCode code, Map<String, String> surroundings) {
        return parts.begin(new LocalFunction(
                FunctionSetup.configuration(function, template, code.taskRoot(), surroundings),
                (logicalId, requestId, line) -> listener.functionLine(logicalId, line),
                debugged.equals(Optional.of(function.logicalId()))
                        ? OptionalInt.of(settings.debugging().orElseThrow().port())
                        : OptionalInt.empty()));
    }
}
