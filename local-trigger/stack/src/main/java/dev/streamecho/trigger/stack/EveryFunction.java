package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.lambda.Functions;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.List;
import java.util.Optional;

/**
 * All functions of a stack: those that mappings and APIs call, which run, and the others, which are built when somebody
 * invokes them.
 */
record EveryFunction(Template template, CalledFunctions called) implements Functions {

    @Override
    public List<FunctionDefinition> definitions() {
        return template.functions();
    }

    @Override
    public Optional<String> obstacle(FunctionDefinition function) {
        return called.find(function).flatMap(CalledFunction::obstacle);
    }

    @Override
    public LambdaFunction started(FunctionDefinition function) {
        return called.find(function).<LambdaFunction>map(found -> found).orElseGet(() -> called.startLate(function));
    }
}
