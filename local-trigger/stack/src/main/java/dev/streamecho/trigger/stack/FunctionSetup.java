package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.FunctionConfiguration;
import dev.streamecho.trigger.function.FunctionFiles;
import dev.streamecho.trigger.function.InitializationType;
import dev.streamecho.trigger.function.Interpreter;
import dev.streamecho.trigger.function.LoggingConfig;
import dev.streamecho.trigger.function.RuntimeFamily;
import dev.streamecho.trigger.function.code.BuildLog;
import dev.streamecho.trigger.function.code.CodeBuilder;
import dev.streamecho.trigger.function.code.FunctionCode;
import dev.streamecho.trigger.function.code.FunctionSource;
import dev.streamecho.trigger.function.code.NeededPrograms;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.UnknownValues;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Turns functions of a template into what their processes are started with, and builds their code for that. It is immutable.
 */
public final class FunctionSetup {

    private final Path buildFolder;
    private final BuildLog log;

    /**
     * Makes a setup.
     *
     * @param folder that of {@link StackSettings#builder}, so that what was built for a run is not built again
     * @param listener hears of builds
     */
    public FunctionSetup(Path folder, StackListener listener) {
        this(folder, new BuildEvents(listener));
    }

    /**
     * Makes a setup for whoever runs functions without a stack.
     *
     * @param folder as of the other
     */
    public FunctionSetup(Path folder, BuildLog log) {
        this.buildFolder = StackSettings.buildFolder(folder);
        this.log = log;
    }

    /**
     * The function that a command names, or the only one.
     *
     * @throws UserError if there is no such function, or several and none is named
     */
    public static FunctionDefinition choose(Template template, Optional<String> name) {
        List<FunctionDefinition> functions = template.functions();
        String known = String.join(
                ", ", functions.stream().map(FunctionDefinition::logicalId).toList());
        if (name.isEmpty()) {
            if (functions.size() != 1) {
                throw new UserError(
                        "%s has %d functions: say which (%s)".formatted(template.file(), functions.size(), known));
            }
            return functions.get(0);
        }
        return functions.stream()
                .filter(function -> function.isNamed(name.get()))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "%s has no function %s; it has %s".formatted(template.file(), name.get(), known)));
    }

    /**
     * Refuses a function whose runtime does not run here, or whose interpreter this machine does not have.
     *
     * @throws UserError naming its runtime
     */
    static void requireRuntime(FunctionDefinition function) {
        String runtime = function.runtime();
        Optional<RuntimeFamily> family = RuntimeFamily.of(runtime);
        // Of the interpreters nothing is loaded before a function needs one.
        Optional<String> problem = family.isEmpty()
                ? Optional.of(RuntimeFamily.NOT_SUPPORTED)
                : family.filter(RuntimeFamily.JAVA::equals).isPresent()
                        ? Optional.empty()
                        : Interpreter.missing(runtime);
        if (problem.isPresent()) {
            throw function.properties().require("Runtime").error(runtime, problem.get());
        }
    }

    /**
     * The programs that a function needs, by their names on the PATH, whether or not this machine has them.
     *
     * @throws UserError if the function cannot run here, or its code cannot be on this machine
     */
    public static Set<String> programs(FunctionDefinition function) {
        String runtime = function.runtime();
        Set<String> programs = new LinkedHashSet<>();
        RuntimeFamily.of(runtime).ifPresent(family -> {
            switch (family) {
                case NODEJS -> programs.add("node");
                case PYTHON -> programs.add("python3");
                case JAVA, PROVIDED -> {}
            }
        });
        programs.addAll(NeededPrograms.of(new FunctionSource(
                function.logicalId(), runtime, function.handler(), function.codePath(), BuildMethods.of(function))));
        return programs;
    }

    /** A line for each runtime of these functions that this machine has in another version. */
    public static List<String> versionLines(List<FunctionDefinition> functions) {
        return InterpreterVersions.lines(functions);
    }

    /** What the user should know of functions that a command invokes: what is on AWS only, and what only AWS knows. */
    public static List<String> linesAbout(List<FunctionDefinition> functions) {
        Notices notices = new Notices();
        UnknownValues unknowns = new UnknownValues();
        functions.forEach(function -> function.noteLimits(notices));
        functions.forEach(unknowns::add);
        return Stream.of(
                        notices.lines().stream(),
                        InterpreterVersions.lines(functions).stream(),
                        unknowns.line().stream())
                .flatMap(lines -> lines)
                .toList();
    }

    /**
     * What the processes of functions are started with, which are built if need be.
     *
     * @param surroundings variables that lead their own calls to where their tables are
     * @throws UserError if one of them cannot run here, or cannot be built
     */
    public List<FunctionConfiguration> build(
            List<FunctionDefinition> functions, Template template, Map<String, String> surroundings) {
        functions.forEach(FunctionSetup::requireRuntime);
        CodeBuilder builder = new CodeBuilder(buildFolder, log);
        List<FunctionConfiguration> configurations = new ArrayList<>();
        for (FunctionDefinition function : functions) {
            FunctionCode code = build(builder, function);
            configurations.add(configuration(function, template, code.source().code(), surroundings)
                    .withTaskRoot(code.taskRoot())
                    .withLibraries(code.libraries()));
        }
        return configurations;
    }

    /**
     * Where the function's code comes from; it need not be there.
     *
     * @throws UserError if the function cannot run here, or its code cannot be on this machine
     */
    static FunctionSource source(FunctionDefinition function) {
        Path path = function.codePath();
        requireRuntime(function);
        return new FunctionSource(
                function.logicalId(), function.runtime(), function.handler(), path, BuildMethods.of(function));
    }

    /**
     * The function's code, built if need be.
     *
     * @throws UserError if it cannot be built
     */
    static FunctionCode build(CodeBuilder builder, FunctionDefinition function) {
        FunctionSource source = source(function);
        function.code();
        return build(builder, source);
    }

    /** The same of a source. */
    static FunctionCode build(CodeBuilder builder, FunctionSource source) {
        try {
            return builder.build(source);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while " + source.logicalId() + " was built");
        }
    }

    /**
     * What the function's process is started with.
     *
     * @param code what {@code CodeUri} names, which may have to be built
     * @param surroundings variables that lead its own calls to where its tables are
     */
    FunctionConfiguration configuration(
            FunctionDefinition function, Template template, Path code, Map<String, String> surroundings) {
        Map<String, String> environment = new LinkedHashMap<>(surroundings);
        environment.putAll(BuildMethods.variables(function));
        environment.putAll(function.environment());
        Optional<String> qualifier = template.qualifierOf(function);
        FunctionConfiguration configuration = new FunctionConfiguration(
                function.logicalId(),
                function.functionName(),
                function.arn() + qualifier.map(name -> ":" + name).orElse(""),
                function.versionOf(qualifier),
                function.runtime(),
                FunctionFiles.of(code),
                function.handler(),
                function.timeout(),
                function.memoryMegabytes(),
                environment,
                template.region(),
                logging(function),
                initialization(function, qualifier));
        return new LayerSetup(buildFolder)
                .folder(function)
                .map(configuration::withLayers)
                .orElse(configuration);
    }

    static InitializationType initialization(FunctionDefinition function, Optional<String> qualifier) {
        if (function.versionOf(qualifier).equals("$LATEST")) {
            return InitializationType.ON_DEMAND;
        }
        boolean isJava = RuntimeFamily.of(function.runtime())
                .filter(RuntimeFamily.JAVA::equals)
                .isPresent();
        if (isJava && function.hasSnapStart()) {
            return InitializationType.SNAP_START;
        }
        return qualifier.filter(function::hasProvisionedConcurrency).isPresent()
                ? InitializationType.PROVISIONED_CONCURRENCY
                : InitializationType.ON_DEMAND;
    }

    private static LoggingConfig logging(FunctionDefinition function) {
        LoggingConfig defaults = LoggingConfig.ofDefaults(function.functionName());
        Optional<Value> logging = function.properties().get("LoggingConfig");
        return new LoggingConfig(
                string(logging, "LogFormat").orElse(defaults.logFormat()),
                string(logging, "ApplicationLogLevel"),
                string(logging, "LogGroup").orElse(defaults.logGroup()));
    }

    private static Optional<String> string(Optional<Value> logging, String property) {
        return logging.flatMap(value -> value.known(property)).map(Value::text);
    }
}
