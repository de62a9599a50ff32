package dev.streamecho.trigger.lambda;

import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.List;
import java.util.Optional;

/** The functions of a stack, those that nothing calls too. Implementations are thread-safe. */
public interface Functions {

    /** Returns all functions, in the template's order. */
    List<FunctionDefinition> definitions();

    /** Returns why a function cannot run for now; empty if it runs, or will at its first invocation. */
    Optional<String> obstacle(FunctionDefinition function);

    /**
     * Returns a function as it can be invoked; one that nothing has called yet is built and started for that.
     *
     * @throws dev.streamecho.trigger.UserError if it cannot be built or run here
     */
    LambdaFunction started(FunctionDefinition function);
}
