package dev.streamecho.trigger.junit;

import dev.streamecho.trigger.junit.seam.LocalStack;
import dev.streamecho.trigger.junit.seam.StackDefinition;

/** The stack of one test class, from its first test until its last one. */
record TestRun(LocalStack stack, TestHost host, HandlerCalls calls, Passing time) implements AutoCloseable {

    static TestRun open(TestedTemplate template, StreamTestSettings settings) {
        settings.handlers().warmUp();
        HandlerCalls calls = new HandlerCalls(settings.handlers(), settings.patience());
        TestHost host = new TestHost(settings.handlers(), calls);
        LocalStack stack = template.read(file -> Isolated.open(
                new StackDefinition(file, settings.parameters(), settings.start(), settings.seed(), settings.port()),
                host));
        calls.processesOf(stack);
        Steps steps = new Steps(stack, host, calls, settings.patience());
        Passing time = settings.start().isPresent() ? new TestTime(stack, steps) : new RealTime(stack, steps);
        return new TestRun(stack, host, calls, time);
    }

    /** Begins a test: with empty tables, and handlers that are not started. */
    void begin() {
        stack.begin();
        host.begin(stack.now());
    }

    @Override
    public void close() {
        try {
            stack.close();
        } finally {
            calls.close();
        }
    }
}
