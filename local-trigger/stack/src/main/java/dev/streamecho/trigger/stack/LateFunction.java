package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.FunctionConfiguration;
import dev.streamecho.trigger.function.code.CodeBuilder;
import dev.streamecho.trigger.function.code.FunctionCode;
import dev.streamecho.trigger.function.code.FunctionSource;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.Optional;

/** A function that is built when it is invoked, and again if its source has changed since. This class is thread-safe. */
final class LateFunction {
    private final CalledFunction function;
    private final CodeBuilder builder;
    private final FunctionMaking making;

    // Guarded by this.
    private FunctionDefinition definition;

    LateFunction(FunctionDefinition definition, CalledFunction function, CodeBuilder builder, FunctionMaking making) {
        this.definition = definition;
        this.function = function;
        this.builder = builder;
        this.making = making;
    }

    /** Returns it as it is, which may be without code. */
    CalledFunction function() {
        return function;
    }

    /** From its next invocation on, it has another configuration; its code and its handler stay if they run. */
    synchronized void reconfigure(FunctionDefinition changed, FunctionConfiguration configuration) {
        if (function.code().isEmpty()) {
            definition = changed;
        }
        function.reconfigure(configuration);
    }

    /**
     * Returns it with the code that its source has now.
     *
     * @throws UserError if that cannot be built or run
     */
    synchronized LambdaFunction withCodeOfNow() {
        FunctionSource source = FunctionSetup.source(definition);
        definition.code();
        FunctionCode now = FunctionSetup.build(builder, source);
        if (function.code().isEmpty()) {
            function.configure(making.configuration(definition, source.code()));
        }
        if (!function.code().map(FunctionCode::taskRoot).equals(Optional.of(now.taskRoot()))) {
            function.run(now);
        }
        return function;
    }
}
