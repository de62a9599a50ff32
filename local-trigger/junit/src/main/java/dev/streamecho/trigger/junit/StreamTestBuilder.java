package dev.streamecho.trigger.junit;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes a {@link StreamTest}. This class is not thread-safe. */
public final class StreamTestBuilder {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestedTemplate template;
    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, Supplier<EventHandler>> handlers = new HashMap<>();
    private final Set<Type> eventTypes = new HashSet<>();
    private Optional<Instant> start = Optional.empty();
    private boolean isRealTime;
    private boolean isInOwnProcess;
    private Duration patience = PATIENCE;
    private long seed;
    private int port;

    StreamTestBuilder(TestedTemplate template) {
        this.template = template;
    }

    static StreamTestBuilder of(Path file) {
        return new StreamTestBuilder(TestedTemplate.of(file));
    }

    /** Gives a parameter of the template a value, as {@code --parameter-overrides} does. */
    public StreamTestBuilder parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /**
     * Runs this object as the function. It stays the same for all tests, as what a mock returns would have to be said again.
     *
     * @param handler a {@code RequestHandler} or a {@code RequestStreamHandler}
     */
    public StreamTestBuilder handler(Object handler) {
        return handler(FunctionHandlers.ANY, handler);
    }

    /**
     * Runs this object as one of the template's functions.
     *
     * @param function the function's logical id; one that the template does not have fails the test class
     */
    public StreamTestBuilder handler(String function, Object handler) {
        handlers.put(function, () -> Handlers.of(handler, Optional.empty()));
        Handlers.typeOfEvents(handler.getClass()).ifPresent(eventTypes::add);
        return this;
    }

    /** Runs as the function what a lambda expression says, which does not tell the type of its events. */
    public <I> StreamTestBuilder handler(Class<I> eventType, RequestHandler<I, ?> handler) {
        handlers.put(FunctionHandlers.ANY, () -> Handlers.ofRequestHandler(handler, eventType));
        eventTypes.add(eventType);
        return this;
    }

    /** Runs as the function what is made for each test at its first call, as each new process of the function would make it. */
    public StreamTestBuilder newHandler(Supplier<?> handler) {
        handlers.put(FunctionHandlers.ANY, () -> Handlers.of(handler.get(), Optional.empty()));
        return this;
    }

    /**
     * Runs each function that is given no handler here as {@code ./trigger run} does: built as for AWS, in a process of its own under
     * Lambda's Runtime API, with its environment variables, memory and timeout. It can be of any runtime that the trigger runs.
     * The first build takes as long as the build tool needs; the process is a new one in each test.
     */
    public StreamTestBuilder inOwnProcess() {
        isInOwnProcess = true;
        return this;
    }

    /**
     * Takes the time of day for the clock: {@link StreamTest#awaitIdle} waits for retries and windows, and
     * {@link StreamTest#advance} takes as long as it says. For handlers that compare a change's time with their own clock.
     */
    public StreamTestBuilder realTime() {
        isRealTime = true;
        return this;
    }

    /**
     * Lets DynamoDB listen on a port, for clients that cannot ask {@link StreamTest#endpoint}; on any free one without it. Two
     * test classes that run at the same time cannot have the same.
     */
    public StreamTestBuilder port(int number) {
        port = number;
        return this;
    }

    /** Sets what the clock says at the beginning of each test; noon of 2026-01-01 in UTC without it. */
    public StreamTestBuilder startingAt(Instant moment) {
        start = Optional.of(moment);
        return this;
    }

    /** Sets how long a test waits by the time of day, 30 seconds without it; then it fails. */
    public StreamTestBuilder patience(Duration limit) {
        patience = limit;
        return this;
    }

    /** Draws other delays of retries, and another order of what {@code ParallelizationFactor} lets happen at the same time. */
    public StreamTestBuilder seed(long number) {
        seed = number;
        return this;
    }

    /**
     * Returns the extension.
     *
     * @throws IllegalStateException if two things were said that exclude each other
     */
    public StreamTest build() {
        if (isRealTime && start.isPresent()) {
            throw new IllegalStateException(
                    "realTime() takes the time of day, which startingAt(…) cannot set: leave one of them out");
        }
        if (isInOwnProcess && handlers.containsKey(FunctionHandlers.ANY)) {
            throw new IllegalStateException(
                    "a handler for every function leaves none to inOwnProcess(): leave one of them out, or name the function of the handler: handler(\"FUNCTION\", …)");
        }
        if (isInOwnProcess && template.content().isPresent()) {
            throw new IllegalStateException(
                    "inOwnProcess() needs the code of a template's function, and a TableMapping has none: give it a handler instead");
        }
        return new StreamTest(
                template,
                new StreamTestSettings(
                        parameters,
                        new FunctionHandlers(handlers, eventTypes, isInOwnProcess),
                        isRealTime ? Optional.empty() : Optional.of(start.orElse(START)),
                        patience,
                        seed,
                        port));
    }
}
