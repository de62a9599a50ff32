package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.CodeError;
import dev.streamecho.trigger.function.FunctionConfiguration;
import dev.streamecho.trigger.function.FunctionLog;
import dev.streamecho.trigger.function.code.CodeBuilder;
import dev.streamecho.trigger.function.code.FunctionSource;
import dev.streamecho.trigger.function.code.HotReload;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.lambda.LogTails;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The functions of a template that something calls: built, running, and built again when their code changes. Those that
 * cannot run are left out, until their source is fixed if that can help.
 */
final class CalledFunctions {
    private final StackSettings settings;
    private final StackListener listener;
    private final StartedParts parts;
    private final LeftOut leftOut;
    private final LogTails tails;
    private final FunctionMaking making;
    private final CodeBuilder builder;

    private final Map<String, CalledFunction> all = new LinkedHashMap<>();
    private final List<FunctionSource> sources = new ArrayList<>();
    private final List<FunctionBuild> missing = new ArrayList<>();
    private final List<FunctionBuild> watched = new ArrayList<>();
    private final Map<String, CompletableFuture<Optional<Invocation.Outcome>>> starts = new LinkedHashMap<>();

    /** Those that nothing in the template calls, and those that could not run at the start. */
    private final Map<String, LateFunction> late = new ConcurrentHashMap<>();

    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private volatile Optional<HotReload> hotReload = Optional.empty();
    private CompletableFuture<List<FunctionBuild>> builds = CompletableFuture.completedFuture(List.of());

    /**
     * Looks at functions, and starts nothing.
     *
     * @param log takes what they print
     * @param leftOut gets those that cannot run here
     */
    CalledFunctions(
            List<FunctionDefinition> functions,
            StackSettings settings,
            StackListener listener,
            FunctionLog log,
            StartedParts parts,
            LeftOut leftOut) {
        this.settings = settings;
        this.listener = listener;
        this.parts = parts;
        this.leftOut = leftOut;
        this.tails = new LogTails(log);
        this.making = new FunctionMaking(new FunctionSetup(settings.folder(), listener), tails);
        this.builder = new CodeBuilder(settings.buildFolder(), new BuildEvents(listener), settings.runFiles());
        functions.forEach(this::check);
    }

    private void check(FunctionDefinition function) {
        CalledFunction called = new CalledFunction(function.logicalId(), function.arn(), making);
        all.put(function.logicalId(), called);
        FunctionSource source;
        try {
            source = FunctionSetup.source(function);
            function.handler();
        } catch (UserError e) {
            leaveOut(called, e, false);
            return;
        }
        try {
            function.code();
            sources.add(source);
        } catch (UserError e) {
            leaveOut(called, e, settings.hotReload());
            missing.add(FunctionBuild.missing(source, e));
        }
    }

    private void leaveOut(CalledFunction function, UserError reason, boolean untilFixed) {
        function.cannotRun(reason);
        leftOut.add(function.logicalId(), reason, untilFixed);
    }

    /** Whether there is one to be built and started. */
    boolean hasSome() {
        return !sources.isEmpty();
    }

    /** The logical ids of those to be built and started. */
    List<String> toStart() {
        return sources.stream().map(FunctionSource::logicalId).toList();
    }

    /**
     * Begins to build them, which may take a while: the caller has other things to start meanwhile.
     *
     * @throws UserError if it is not clear which of them waits for a debugger
     */
    void build() {
        settings.debugging().ifPresent(debugging -> making.debug(debugging.choose(toStart()), debugging.port()));
        builds = CompletableFuture.supplyAsync(() -> sources.stream()
                .map(source -> FunctionBuild.of(builder, source))
                .toList());
    }

    /**
     * Starts their processes once they are built.
     *
     * @param template whose references to tables and queues are known
     * @param surroundings the variables by which their own calls arrive here
     * @throws UserError if the port for a debugger is in use
     */
    void start(Template template, Map<String, String> surroundings) {
        making.know(template, surroundings);
        Map<String, FunctionDefinition> definitions = new LinkedHashMap<>();
        template.functions().forEach(function -> definitions.put(function.logicalId(), function));
        Stream.concat(builds.join().stream(), missing.stream())
                .forEach(build -> start(build, definitions.get(build.source().logicalId())));
        InterpreterVersions.lines(definitions.values().stream()
                        .filter(function -> starts.containsKey(function.logicalId()))
                        .toList())
                .forEach(listener::notice);
    }

    private void start(FunctionBuild build, FunctionDefinition function) {
        CalledFunction called = begin(all.get(function.logicalId()));
        FunctionConfiguration configuration;
        try {
            configuration = making.configuration(function, build.source().code());
        } catch (UserError e) {
            leaveOut(called, e, false);
            return;
        }
        called.configure(configuration);
        if (settings.hotReload()) {
            watched.add(build);
        }
        try {
            if (build.code().isPresent()) {
                starts.put(function.logicalId(), called.run(build.code().get()));
            } else if (!missing.contains(build)) {
                leaveOut(called, build.failure().orElseThrow(), settings.hotReload());
            }
        } catch (CodeError e) {
            leaveOut(called, e, settings.hotReload());
        }
    }

    /** Returns the port at which a function's process waits for a debugger; empty if it does not. */
    OptionalInt debugPort(String logicalId) {
        return making.debugPort(logicalId);
    }

    /** Whether one runs, or will once its source compiles. */
    boolean areSomeLeft() {
        return all.values().stream().anyMatch(CalledFunction::isRunning)
                || watched.stream().anyMatch(FunctionBuild::isBroken);
    }

    /** Waits until each is ready for its first call, or has failed its start, which is reported. */
    void awaitStarts() {
        // Closing ends a function that is on its start, which is not news then.
        starts.forEach((function, start) -> start.join()
                .filter(outcome -> !parts.closing())
                .ifPresent(outcome -> listener.startFailed(function, outcome)));
    }

    /**
     * Reads the template's new configuration of a function, except for what its code is and how it is run: the handler and the
     * runtime.
     *
     * @param template whose references to tables and queues are known
     * @return lets the function take it; empty if the function does not run here
     * @throws UserError if it has a configuration that AWS would refuse
     */
    Optional<Runnable> reconfiguration(FunctionDefinition function, Template template) {
        LateFunction isLate = late.get(function.logicalId());
        Optional<CalledFunction> called = find(function);
        if (isLate == null && called.isEmpty()) {
            // Its first invocation makes it as the template has it then.
            return Optional.of(() -> {});
        }
        if (isLate == null && !canRun(function)) {
            return Optional.empty();
        }
        FunctionConfiguration changed = making.configuration(function, template, function.codePath());
        return Optional.of(
                isLate == null
                        ? () -> called.orElseThrow().reconfigure(changed)
                        : () -> isLate.reconfigure(function, changed));
    }

    /** From now on, functions that are made at their first invocation are as another template has them. */
    void update(Template changed) {
        making.know(changed);
    }

    /** From now on, code that changes is built and taken. */
    void reload() {
        HotReload reload = new HotReload(
                builder,
                new ReloadEvents(listener, logicalId -> all.get(logicalId).isRunning()));
        watched.forEach(build -> reload.watch(
                build.source(),
                build.built(),
                build.code(),
                all.get(build.source().logicalId())::run));
        parts.begin(reload).start();
        hotReload = Optional.of(reload);
    }

    /** Whether a function's code is being built, as it has changed. */
    boolean isBuilding(FunctionDefinition function) {
        return hotReload
                .filter(reload -> reload.isBuilding(function.logicalId()))
                .isPresent();
    }

    /** Returns one that something in the template calls. */
    Optional<CalledFunction> find(FunctionDefinition function) {
        return Optional.ofNullable(all.get(function.logicalId()));
    }

    /**
     * Returns any function as it can be invoked. One that nothing in the template calls has the code that its source has now, as
     * has one that could not run at the start and is not watched.
     *
     * @throws UserError if it cannot be built or run
     */
    LambdaFunction started(FunctionDefinition function) {
        Optional<CalledFunction> found = find(function);
        boolean comes = found.filter(called -> called.obstacle().isEmpty()).isPresent() || canRun(function);
        return comes ? found.orElseThrow() : late(function).withCodeOfNow();
    }

    /**
     * Returns any function with the code that its source has now, unless changed code is not taken.
     *
     * @throws UserError if that cannot be built or run
     */
    LambdaFunction withCodeOfNow(FunctionDefinition function) {
        return settings.hotReload() ? late(function).withCodeOfNow() : started(function);
    }

    /** Returns any function, which may not have been started. */
    CalledFunction function(FunctionDefinition function) {
        return find(function).orElseGet(() -> late(function).function());
    }

    private LateFunction late(FunctionDefinition function) {
        return late.computeIfAbsent(
                function.logicalId(),
                id -> new LateFunction(
                        function,
                        begin(find(function).orElseGet(() -> new CalledFunction(id, function.arn(), making))),
                        builder,
                        making));
    }

    /** Ends it with the rest, once. */
    private CalledFunction begin(CalledFunction function) {
        return begun.add(function.logicalId()) ? parts.begin(function) : function;
    }

    /** By their logical ids, those that do not run too. */
    Map<String, CalledFunction> all() {
        return all;
    }

    /** Whether a mapping's function runs, or will once its source is fixed; one that is not enabled needs none. */
    boolean canInvoke(StackMapping mapping) {
        return !mapping.mapping().enabled() || canRun(mapping.function());
    }

    /** Whether a function runs, or will once its source is fixed. */
    boolean canRun(FunctionDefinition function) {
        String logicalId = function.logicalId();
        return all.containsKey(logicalId)
                && (all.get(logicalId).isRunning()
                        || watched.stream()
                                .anyMatch(build -> build.source().logicalId().equals(logicalId)));
    }

    /** Through which all of them log. */
    LogTails tails() {
        return tails;
    }

    /** Lets nobody wait any longer for a function that does not run. */
    void stopWaiting() {
        all.values().forEach(CalledFunction::stopWaiting);
    }
}
