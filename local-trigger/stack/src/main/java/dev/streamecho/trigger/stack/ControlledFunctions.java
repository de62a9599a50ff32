package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.function.FunctionProcessInfo;
import dev.streamecho.trigger.invocation.Fault;
import dev.streamecho.trigger.invocation.Faults;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All functions of a stack: those that mappings and APIs call, which run, and the others, which are built when somebody invokes
 * them.
 */
final class ControlledFunctions {
    private final CalledFunctions called;
    private final StackListener listener;
    private volatile Template template;

    ControlledFunctions(Template template, CalledFunctions called, StackListener listener) {
        this.template = template;
        this.called = called;
        this.listener = listener;
    }

    /** From now on, functions are as another template has them. */
    void update(Template changed) {
        template = changed;
        called.update(changed);
    }

    /** Returns them in the template's order. */
    List<ControlledFunction> all() {
        return template.functions().stream()
                .<ControlledFunction>map(function -> new Controlled(function, called, listener))
                .toList();
    }

    /** Returns one of them. */
    ControlledFunction of(FunctionDefinition function) {
        return new Controlled(function, called, listener);
    }

    private record Controlled(FunctionDefinition definition, CalledFunctions called, StackListener listener)
            implements ControlledFunction {

        @Override
        public Optional<String> obstacle() {
            return called.find(definition).flatMap(CalledFunction::obstacle);
        }

        @Override
        public boolean isBuilding() {
            return called.isBuilding(definition);
        }

        @Override
        public OptionalInt debugPort() {
            return called.debugPort(definition.logicalId());
        }

        @Override
        public LambdaFunction started() {
            return called.started(definition);
        }

        @Override
        public LambdaFunction withCodeOfNow() {
            return called.withCodeOfNow(definition);
        }

        @Override
        public List<FunctionProcessInfo> processes() {
            return function().processes();
        }

        @Override
        public boolean kill(long pid) {
            boolean isKilled = function().kill(pid);
            if (isKilled) {
                tell("its process %d was ended on request".formatted(pid));
            }
            return isKilled;
        }

        @Override
        public Faults.Pending faults() {
            return function().faults().pending();
        }

        @Override
        public void inject(Fault fault, int calls) {
            function().faults().add(fault, calls);
            tell("on request, %s %s".formatted(calls == 1 ? "one call" : calls + " calls", fault.describe()));
        }

        @Override
        public void throttle(Duration time) {
            function().faults().throttle(time);
            tell("on request, every call is throttled for %d s".formatted(time.toSeconds()));
        }

        @Override
        public void clearFaults() {
            function().faults().clear();
        }

        private CalledFunction function() {
            return called.function(definition);
        }

        private void tell(String line) {
            listener.functionNotice(logicalId(), line);
        }
    }
}
