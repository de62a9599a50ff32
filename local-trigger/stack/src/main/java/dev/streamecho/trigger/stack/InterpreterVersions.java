package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.Interpreter;
import dev.streamecho.trigger.function.RuntimeFamily;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.List;
import java.util.Optional;

/** Names the runtimes in Node.js and Python that have another version on this machine than in the template. */
final class InterpreterVersions {
    private InterpreterVersions() {}

    /** Returns a line for each such runtime of these functions. */
    static List<String> lines(List<FunctionDefinition> functions) {
        Notices notices = new Notices();
        for (FunctionDefinition function : functions) {
            Given.value(function::runtime)
                    .filter(InterpreterVersions::isInterpreted)
                    .flatMap(InterpreterVersions::interpreter)
                    .filter(found -> !found.isOf(function.runtime()))
                    .ifPresent(found -> notices.add(
                            "runtime " + function.runtime(),
                            function.logicalId(),
                            "runs on %s %s, the version of this machine".formatted(found.language(), found.version())));
        }
        return notices.lines();
    }

    private static boolean isInterpreted(String runtime) {
        Optional<RuntimeFamily> family = RuntimeFamily.of(runtime);
        return family.equals(Optional.of(RuntimeFamily.NODEJS)) || family.equals(Optional.of(RuntimeFamily.PYTHON));
    }

    /** Of one that does not run, the start of the function tells. */
    private static Optional<Interpreter> interpreter(String runtime) {
        try {
            return Optional.of(Interpreter.of(runtime));
        } catch (UserError e) {
            return Optional.empty();
        }
    }
}
