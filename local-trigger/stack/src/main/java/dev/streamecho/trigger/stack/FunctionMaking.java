package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.FunctionConfiguration;
import dev.streamecho.trigger.function.FunctionLog;
import dev.streamecho.trigger.function.LocalFunction;
import dev.streamecho.trigger.function.code.FunctionCode;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Makes functions of their definitions, as the template has them that is known at that moment. What it knows is set by one thread at
 * a time; otherwise this class is thread-safe.
 */
final class FunctionMaking {
    private final FunctionSetup setup;
    private final FunctionLog log;

    private volatile Optional<Debugged> debugged = Optional.empty();
    private volatile @Nullable Template template;
    private volatile Map<String, String> surroundings = Map.of();

    /** The function that waits for a debugger. */
    private record Debugged(String logicalId, int port) {}

    /** @param log takes what the functions print */
    FunctionMaking(FunctionSetup setup, FunctionLog log) {
        this.setup = setup;
        this.log = log;
    }

    /** Lets a function wait for a debugger on a port. */
    void debug(String logicalId, int port) {
        debugged = Optional.of(new Debugged(logicalId, port));
    }

    /** Returns the port on which a function waits for a debugger; empty if it does not. */
    OptionalInt debugPort(String logicalId) {
        return debugged.filter(one -> one.logicalId().equals(logicalId))
                .map(one -> OptionalInt.of(one.port()))
                .orElseGet(OptionalInt::empty);
    }

    /**
     * From now on, functions are made as this template has them.
     *
     * @param known whose references to tables and queues are known
     * @param variables by which the functions' own calls arrive here
     */
    void know(Template known, Map<String, String> variables) {
        surroundings = Map.copyOf(variables);
        template = known;
    }

    /** From now on, functions are made as another template has them. */
    void know(Template changed) {
        template = changed;
    }

    /**
     * Returns what a function's process is started with.
     *
     * @throws UserError if AWS would refuse it
     */
    FunctionConfiguration configuration(FunctionDefinition function, Path code) {
        return configuration(function, Objects.requireNonNull(template, "nothing is known yet"), code);
    }

    /** The same as another template has it. */
    FunctionConfiguration configuration(FunctionDefinition function, Template other, Path code) {
        return setup.configuration(function, other, code, surroundings);
    }

    /** Makes a function that is not started. */
    LocalFunction function(FunctionConfiguration configuration, FunctionCode code) {
        return new LocalFunction(
                configuration.withTaskRoot(code.taskRoot()).withLibraries(code.libraries()),
                log,
                debugPort(configuration.logicalId()));
    }
}
