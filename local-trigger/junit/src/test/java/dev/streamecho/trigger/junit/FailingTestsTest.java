package dev.streamecho.trigger.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody reads whose test fails. */
class FailingTestsTest {

    /** Not a name that Surefire looks for. */
    static class Failing {
        @RegisterExtension
        static final StreamTest STREAM = StreamTest.builder(
                        TableMapping.ofTable("Orders", "id").maximumBatchingWindow(Duration.ofSeconds(10)))
                .handler(Map.class, (event, context) -> null)
                .patience(Duration.ofMinutes(5))
                .build();

        @Test
        void assertion(StreamTest.Table orders) {
            orders.put(Map.of("id", "1"));
            STREAM.awaitIdle();

            assertThat(STREAM.handled()).containsExactly("2");
        }
    }

    static class Endless {
        /** Its handler is called without JSON, so that the little time there is passes in it. */
        @RegisterExtension
        static final StreamTest STREAM = StreamTest.builder(TableMapping.ofTable("Orders", "id"))
                .handler((RequestStreamHandler) (event, response, context) -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        LockSupport.park();
                    }
                })
                .patience(Duration.ofSeconds(2))
                .build();

        @Test
        void endlessHandler(StreamTest.Table orders) {
            orders.put(Map.of("id", "endless"));
            STREAM.awaitIdle();
        }
    }

    static class EndlessRetries {
        @RegisterExtension
        static final StreamTest STREAM = StreamTest.builder(TableMapping.ofTable("Orders", "id"))
                .handler(Map.class, (event, context) -> {
                    throw new IllegalStateException("poisoned");
                })
                .patience(Duration.ofMinutes(5))
                .build();

        @Test
        void neverIdle(StreamTest.Table orders) {
            orders.put(Map.of("id", "poison"));
            STREAM.awaitIdle();
        }
    }

    static class WithoutHandler {
        @RegisterExtension
        static final StreamTest STREAM =
                StreamTest.builder(TableMapping.ofTable("Orders", "id")).build();

        @Test
        void neverRuns() {}
    }

    static class OfNoFunction {
        @RegisterExtension
        static final StreamTest STREAM = StreamTest.builder(TableMapping.ofTable("Orders", "id"))
                .handler("Functoin", new NeedsArguments("x"))
                .build();

        @Test
        void neverRuns() {}
    }

    static class WithoutTemplate {
        @RegisterExtension
        static final StreamTest STREAM = StreamTest.of("nowhere/template.yaml");

        @Test
        void neverRuns() {}
    }

    static class OutOfRange {
        @RegisterExtension
        static final StreamTest STREAM = StreamTest.builder(
                        TableMapping.ofTable("Orders", "id").batchSize(10_001))
                .handler(Map.class, (event, context) -> null)
                .build();

        @Test
        void neverRuns() {}
    }

    static class WithoutMapping {
        @RegisterExtension
        static final StreamTest STREAM = StreamTest.of(Templates.write(Templates.temporaryFolder(), """
                Resources:
                  Orders:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                      KeySchema: [{AttributeName: id, KeyType: HASH}]
                      BillingMode: PAY_PER_REQUEST
                """));

        @Test
        void neverRuns() {}
    }

    /** Its handler has no constructor without arguments. */
    record NeedsArguments(String name) implements RequestHandler<DynamodbEvent, String> {
        @Override
        public String handleRequest(DynamodbEvent event, Context context) {
            return name;
        }
    }

    static class WithArguments {
        @RegisterExtension
        static final StreamTest STREAM = StreamTest.of(
                Templates.write(Templates.temporaryFolder(), "S", "Handler: " + NeedsArguments.class.getName()));

        @Test
        void fails(StreamTest.Table orders) {
            orders.put(Map.of("id", "1"));
            STREAM.awaitIdle();
        }
    }

    @Test
    void theHistoryIsBelowAFailedAssertion() {
        Throwable failure = Failures.of(selectClass(Failing.class));

        assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("[\"1\"]");
        assertThat(failure.getSuppressed()).singleElement().hasToString("""
                        what happened, by the test's clock:
                             0:00.0  INSERT 1 written to Table
                             0:10.0  Function called with 1, attempt 1: handled""");
    }

    @Test
    void aHandlerThatHangsFailsTheTestAndSaysWhere() {
        Throwable failure = Failures.of(selectClass(Endless.class));

        assertThat(failure)
                .hasMessageContaining(
                        "not idle when the test's patience was over; the handler of Function was called with endless, and was here:")
                .hasMessageContaining("at " + Endless.class.getName() + ".lambda$static$0");
    }

    @Test
    void retriesWithoutALimitFailTheTest() {
        Throwable failure = Failures.of(selectClass(EndlessRetries.class));

        assertThat(failure)
                .hasMessageMatching(
                        "not idle after 24 hours by the test's clock, after .*: 1 of the changes are waiting, the first one of poison");
    }

    @Test
    void whatIsWrongIsSaidInOneLine() {
        assertThat(Failures.of(selectClass(WithoutHandler.class)))
                .hasMessage(
                        "TableMapping has no mapping on a table's stream that can run in a test: Mapping: its function has no code; give it a handler with handler(…)");
        assertThat(Failures.of(selectClass(OfNoFunction.class)))
                .hasMessage("the template has no function Functoin for handler(\"Functoin\", …); it has Function");
        assertThat(Failures.of(selectClass(WithoutTemplate.class)).getMessage())
                .contains("nowhere/template.yaml")
                .doesNotContain("\n");
        assertThat(Failures.of(selectClass(WithoutMapping.class)).getMessage())
                .endsWith(
                        "template.yaml has no mapping on a table's stream that can run in a test; give it an AWS::Lambda::EventSourceMapping, or a function an event of type DynamoDB");
        assertThat(Failures.of(selectClass(WithArguments.class)))
                .hasMessage(
                        NeedsArguments.class.getName() + " cannot be made without arguments; give one with handler(…)");
        assertThat(Failures.of(selectClass(OutOfRange.class)).getMessage())
                .contains("BatchSize", "10001")
                .doesNotContain("\n");
    }
}
