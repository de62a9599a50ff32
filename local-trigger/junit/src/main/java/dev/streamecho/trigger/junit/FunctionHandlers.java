package dev.streamecho.trigger.junit;

import dev.streamecho.trigger.junit.seam.FunctionInfo;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The handlers of a template's functions: those that the test gives, and those that the template names. */
final class FunctionHandlers {
    /** The function of a test that names none. */
    static final String ANY = "";

    private final Map<String, Supplier<EventHandler>> given;
    private final Set<Type> eventTypes;
    private final boolean othersInOwnProcess;

    /**
     * Makes them.
     *
     * @param given makes a handler, by the function's logical id
     * @param eventTypes the types of events that they take, as far as they are known
     * @param othersInOwnProcess whether functions that have none there run in processes of their own
     */
    FunctionHandlers(Map<String, Supplier<EventHandler>> given, Set<Type> eventTypes, boolean othersInOwnProcess) {
        this.given = new HashMap<>(given);
        this.eventTypes = Set.copyOf(eventTypes);
        this.othersInOwnProcess = othersInOwnProcess;
    }

    /** Lets the events' types be loaded, as far as they are known before a template is read. */
    void warmUp() {
        eventTypes.forEach(Serialization::warmUp);
    }

    /**
     * Sees that the handlers are those of functions.
     *
     * @param functions the logical ids of all functions of the template
     * @throws ExtensionConfigurationException if one is of another
     */
    void check(List<String> functions) {
        given.keySet().stream()
                .filter(function -> !function.equals(ANY) && !functions.contains(function))
                .findFirst()
                .ifPresent(function -> {
                    throw new ExtensionConfigurationException(
                            "the template has no function %s for handler(\"%s\", …); it has %s"
                                    .formatted(function, function, String.join(", ", functions)));
                });
    }

    boolean runsInOwnProcess(FunctionInfo function) {
        return othersInOwnProcess && given(function).isEmpty();
    }

    /** Returns why the function has no handler here; empty if it has one. */
    Optional<String> obstacle(FunctionInfo function) {
        if (given(function).isPresent() || othersInOwnProcess) {
            return Optional.empty();
        }
        if (function.handler().equals(TableMapping.NO_HANDLER)) {
            return Optional.of("its function has no code; give it a handler with handler(…)");
        }
        if (!function.runtime().startsWith("java")) {
            return Optional.of(
                    "%s is of runtime %s; run it with inOwnProcess(), or give it a handler with handler(\"%s\", …)"
                            .formatted(function.logicalId(), function.runtime(), function.logicalId()));
        }
        try {
            Handlers.typeOfEvents(handlerClass(function)).ifPresent(Serialization::warmUp);
            return Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.of(
                    "%s, the handler of %s, is not on the test's class path; give one with handler(…), or run the function with inOwnProcess()"
                            .formatted(className(function), function.logicalId()));
        }
    }

    /** Makes the handler, as a new process of the function would. */
    EventHandler start(FunctionInfo function) {
        return given(function).map(Supplier::get).orElseGet(() -> ofTemplate(function));
    }

    private Optional<Supplier<EventHandler>> given(FunctionInfo function) {
        return Optional.ofNullable(given.get(function.logicalId())).or(() -> Optional.ofNullable(given.get(ANY)));
    }

    private static EventHandler ofTemplate(FunctionInfo function) {
        String[] parts = function.handler().split("::", 2);
        try {
            Object target = handlerClass(function).getConstructor().newInstance();
            return Handlers.of(target, parts.length == 2 ? Optional.of(parts[1]) : Optional.empty());
        } catch (InvocationTargetException e) {
            throw Thrown.causeOf(e);
        } catch (ReflectiveOperationException e) {
            throw new ExtensionConfigurationException(
                    "%s cannot be made without arguments; give one with handler(…)".formatted(parts[0]), e);
        }
    }

    private static Class<?> handlerClass(FunctionInfo function) throws ClassNotFoundException {
        return Class.forName(className(function), false, Thread.currentThread().getContextClassLoader());
    }

    private static String className(FunctionInfo function) {
        return function.handler().split("::", 2)[0];
    }
}
