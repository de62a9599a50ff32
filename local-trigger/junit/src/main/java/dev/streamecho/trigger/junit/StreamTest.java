package dev.streamecho.trigger.junit;

import dev.streamecho.trigger.junit.seam.LocalStack;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A table in DynamoDB Local, its stream, the event source mapping and the handler inside a test. Nothing happens but in
 * {@link #awaitIdle} and {@link #advance}, and no time passes but by the test's clock, which they move.
 *
 * <pre>{@code
 * @RegisterExtension
 * static StreamTest stream = StreamTest.of("template.yaml");
 *
 * @Test
 * void aPoisonedItemIsBisectedOut(StreamTest.Table orders) {
 *     orders.put(Map.of("id", "1"), Map.of("id", "poison"), Map.of("id", "3"));
 *     stream.awaitIdle();
 *     assertThat(stream.handled()).containsExactly("1", "3");
 *     assertThat(stream.discarded()).singleElement().extracting(Discarded::keys).isEqualTo(List.of("poison"));
 * }
 * }</pre>
 *
 * <p>Each test begins with empty tables. Test methods and constructors can have a parameter of type {@link Table}, or the SDK's
 * {@code DynamoDbClient}. This class is not thread-safe: the tests of a class run one after the other, while others
 * may run beside them.
 */
public final class StreamTest
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                TestExecutionExceptionHandler {
    private static final String SDK_CLIENT = "software.amazon.awssdk.services.dynamodb.DynamoDbClient";

    private final TestLifecycle lifecycle;

    StreamTest(TestedTemplate template, StreamTestSettings settings) {
        this.lifecycle = new TestLifecycle(template, settings);
    }

    /**
     * Returns an extension for a template whose handlers are on the test's class path.
     *
     * @param template the path of a CloudFormation or SAM template, relative to the folder in which the tests run
     */
    public static StreamTest of(String template) {
        return builder(template).build();
    }

    /** Returns a builder for a template. */
    public static StreamTestBuilder builder(String template) {
        return new StreamTestBuilder(TestedTemplate.of(Path.of(template)));
    }

    /** Returns a builder for a table and a mapping without a template, which needs a handler. */
    public static StreamTestBuilder builder(TableMapping mapping) {
        return new StreamTestBuilder(TestedTemplate.of(mapping));
    }

    /**
     * A table of the test. Items and keys are maps of strings, numbers, booleans, byte arrays, maps, lists, sets of strings
     * or numbers, and null.
     */
    public static final class Table {
        private final LocalStack stack;
        private final String logicalId;

        private Table(LocalStack stack, String logicalId) {
            this.stack = stack;
            this.logicalId = logicalId;
        }

        /** Returns its name in DynamoDB. */
        public String name() {
            return stack.tableName(logicalId);
        }

        /**
         * Puts items, one after the other.
         *
         * @throws IllegalArgumentException if DynamoDB refuses one
         */
        @SafeVarargs
        public final void put(Map<String, ?>... items) {
            for (Map<String, ?> item : items) {
                stack.put(logicalId, Collections.unmodifiableMap(item));
            }
        }

        /**
         * Writes what is in a JSON file: an item, plain ({@code {"id": "1"}}) or in DynamoDB's JSON, an array of items, or an event
         * as Lambda delivers it, as {@code sam local generate-event} and the folder {@code events/} have them. Of an event, the changes of its records are made
         * to the table, one after the other, so that its filters and batches are the mapping's. What a {@code MODIFY} or
         * {@code REMOVE} changes is there before, if the test has not written it: the mapping does not see that. A {@code REMOVE}
         * with the {@code userIdentity} of time to live is one.
         *
         * @param file relative to the folder in which the tests run
         * @throws IllegalArgumentException if it cannot be read, or DynamoDB refuses what it has
         */
        public void put(Path file) {
            stack.put(logicalId, file);
        }

        /**
         * Sets attributes of an item, which is made if it is not there.
         *
         * @throws IllegalArgumentException if DynamoDB refuses that
         */
        public void update(Map<String, ?> key, Map<String, ?> changes) {
            stack.update(logicalId, Collections.unmodifiableMap(key), Collections.unmodifiableMap(changes));
        }

        /** Deletes an item, if it is there. */
        public void delete(Map<String, ?> key) {
            stack.delete(logicalId, Collections.unmodifiableMap(key));
        }

        /** Returns an item; its numbers are {@link java.math.BigDecimal}s. */
        public Optional<Map<String, Object>> item(Map<String, ?> key) {
            return stack.item(logicalId, Collections.unmodifiableMap(key));
        }

        /** Returns all items, in no order. */
        public List<Map<String, Object>> items() {
            return stack.items(logicalId);
        }

        /**
         * Splits each open shard of its stream in two, as the service does when a table is written much. What is written from
         * now on is in one of the two, by the item's key; a mapping reads it when it is done with the shard before.
         *
         * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html">Change data capture
         *     for DynamoDB Streams</a>
         */
        public void splitShards() {
            stack.splitShards(logicalId);
        }
    }

    /**
     * Returns the table.
     *
     * @throws IllegalArgumentException if the template has several
     */
    public Table table() {
        List<String> tables = stack().tables();
        if (tables.size() != 1) {
            throw new IllegalArgumentException("the template has the tables %s; say which one: table(\"%s\")"
                    .formatted(String.join(", ", tables), tables.get(0)));
        }
        return table(tables.get(0));
    }

    /**
     * Returns the table with this logical id.
     *
     * @throws IllegalArgumentException if the template does not have it
     */
    public Table table(String logicalId) {
        stack().tableName(logicalId);
        return new Table(stack(), logicalId);
    }

    /** Returns where clients of DynamoDB, of any language and SDK, reach the tables. */
    public URI endpoint() {
        return stack().endpoint();
    }

    /**
     * Lets the mapping run until every change is handled, filtered or discarded, and no retry is left. The clock moves on as far as delays,
     * batching windows and age limits need it; in real time this waits for them. A tumbling window stays open.
     *
     * @throws AssertionError if that takes longer than the test's patience, or than a day by its clock, after which a stream
     *     loses its records
     */
    public void awaitIdle() {
        run().time().awaitIdle();
    }

    /**
     * Lets time pass by the test's clock, and everything happen that is due meanwhile, each at its time. In real time this takes as
     * long as it says.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("the clock cannot go back, by %s".formatted(duration));
        }
        run().time().advance(duration);
    }

    /** Returns what the test's clock says. */
    public Instant now() {
        return stack().now();
    }

    /** Returns what is to happen to the next call of a function. */
    public NextCall nextCall() {
        return host().nextCall();
    }

    /** Returns the keys of what was handled, in the order in which that was. */
    public List<String> handled() {
        return keys(Fate.HANDLED);
    }

    /** Returns the keys of what the filters dropped. */
    public List<String> filtered() {
        return keys(Fate.FILTERED);
    }

    /** Returns the keys of what is not over yet. */
    public List<String> waiting() {
        return keys(Fate.WAITING);
    }

    private List<String> keys(Fate fate) {
        return changes(fate).stream().map(Change::key).toList();
    }

    /** Returns the changes that have this fate, in the order of the stream, or in which they were handled. */
    public List<Change> changes(Fate fate) {
        return host().journal().of(fate);
    }

    /** Returns the batches that were discarded, the first one first. */
    public List<Discarded> discarded() {
        return host().journal().discarded();
    }

    /** Returns the calls of functions by mappings, the first one first. */
    public List<Invocation> invocations() {
        return host().journal().invocations();
    }

    /** Returns how far the mappings have come, a value for each shard that they have begun to read. */
    public List<Checkpoint> checkpoints() {
        return stack().checkpoints();
    }

    /** Returns what happened in a few lines, as a failed test prints them; empty if nothing did. */
    public String history() {
        return host().journal().history();
    }

    private LocalStack stack() {
        return run().stack();
    }

    private TestHost host() {
        return run().host();
    }

    private TestRun run() {
        return lifecycle.run();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        lifecycle.beginClass(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        lifecycle.beginTest(context);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        String history = history();
        if (!history.isEmpty()) {
            failure.addSuppressed(new HistoryOfFailure(history));
        }
        throw failure;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        lifecycle.end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        lifecycle.end(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Table.class || type.getName().equals(SDK_CLIENT);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == Table.class) {
            return table();
        }
        AutoCloseable client = SdkClient.of(endpoint());
        // JUnit closes it after the test or class that has the parameter.
        context.getStore(ExtensionContext.Namespace.create(StreamTest.class)).put(client, client);
        return client;
    }
}
