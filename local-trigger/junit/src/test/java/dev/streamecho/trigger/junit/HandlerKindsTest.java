package dev.streamecho.trigger.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each kind of handler gets the same record, and answers that it failed. */
class HandlerKindsTest {
    private static final TableMapping MAPPING =
            TableMapping.ofTable("Orders", "id").maximumRetryAttempts(0).reportBatchItemFailures();

    @RegisterExtension
    final StreamTest typed =
            StreamTest.builder(MAPPING).handler(new TypedHandler()).build();

    @RegisterExtension
    final StreamTest untyped =
            StreamTest.builder(MAPPING).handler(new MapHandler()).build();

    @RegisterExtension
    final StreamTest streaming =
            StreamTest.builder(MAPPING).handler(new StreamHandler()).build();

    @RegisterExtension
    final StreamTest throwing = StreamTest.builder(MAPPING)
            .handler(Map.class, (event, context) -> {
                throw new AssertionError(context.getFunctionName());
            })
            .build();

    @RegisterExtension
    final StreamTest ofTemplate = StreamTest.of(Templates.write(
            Templates.temporaryFolder(), "S", "Handler: %s::count".formatted(CountingHandler.class.getName())));

    @RegisterExtension
    final StreamTest anew = StreamTest.builder(TableMapping.ofTable("Orders", "id"))
            .newHandler(CountingHandler::new)
            .build();

    /** Neither of the runtime's interfaces: the template names its method. */
    public static final class CountingHandler implements RequestStreamHandler {
        private int calls;

        public String count(Map<String, Object> event, Context context) {
            return "count " + ++calls;
        }

        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            output.write(("\"call " + ++calls + "\"").getBytes(UTF_8));
        }
    }

    /** With the events library. */
    static final class TypedHandler extends Generic<DynamodbEvent> {
        @Override
        String sequenceNumber(DynamodbEvent event) {
            return event.getRecords().get(0).getDynamodb().getSequenceNumber();
        }
    }

    abstract static class Generic<E> implements RequestHandler<E, StreamsEventResponse> {
        @Override
        public StreamsEventResponse handleRequest(E event, Context context) {
            return new StreamsEventResponse(List.of(new StreamsEventResponse.BatchItemFailure(sequenceNumber(event))));
        }

        abstract String sequenceNumber(E event);
    }

    /** With the runtime's Jackson alone. */
    static final class MapHandler implements RequestHandler<Map<String, List<Map<String, Object>>>, Object> {
        @Override
        public Object handleRequest(Map<String, List<Map<String, Object>>> event, Context context) {
            Map<?, ?> change = (Map<?, ?>) event.get("Records").get(0).get("dynamodb");
            Object number = change.get("SequenceNumber");
            return Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", number)));
        }
    }

    static final class StreamHandler implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            String event = new String(input.readAllBytes(), UTF_8);
            String number = event.replaceAll(".*\"SequenceNumber\":\"(\\d+)\".*", "$1");
            output.write("{\"batchItemFailures\": [{\"itemIdentifier\": \"%s\"}]}"
                    .formatted(number)
                    .getBytes(UTF_8));
        }
    }

    @Test
    void eachReportsTheRecord() {
        for (StreamTest stream : List.of(typed, untyped, streaming)) {
            stream.table().put(Map.of("id", "1"));
            stream.awaitIdle();

            assertThat(stream.invocations()).singleElement().satisfies(invocation -> {
                assertThat(invocation.result()).isEqualTo(Invocation.Result.PARTIAL);
                assertThat(invocation.response()).contains("itemIdentifier");
            });
            assertThat(stream.discarded()).hasSize(1);
        }
    }

    @Test
    void aMethodIsNamedByTheTemplate() {
        ofTemplate.table().put(Map.of("id", "1"), Map.of("id", "2"));
        ofTemplate.awaitIdle();

        assertThat(ofTemplate.invocations())
                .extracting(Invocation::response)
                .containsExactly("\"count 1\"", "\"count 2\"");
    }

    @Test
    void aHandlerIsMadeAnewAfterItsProcessDied() {
        anew.table().put(Map.of("id", "1"));
        anew.awaitIdle();
        anew.nextCall().dies();
        anew.table().put(Map.of("id", "2"));
        anew.awaitIdle();

        assertThat(anew.invocations())
                .extracting(Invocation::result, Invocation::response)
                .containsExactly(
                        tuple(Invocation.Result.SUCCESS, "\"call 1\""),
                        tuple(Invocation.Result.ERROR, ""),
                        tuple(Invocation.Result.SUCCESS, "\"call 1\""));
        assertThat(anew.invocations().get(1).reason())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("Runtime.ExitError"));
    }

    @Test
    void aHandlerIsMadeAnewForEachTest() {
        anew.table().put(Map.of("id", "1"));
        anew.awaitIdle();

        assertThat(anew.invocations()).extracting(Invocation::response).containsExactly("\"call 1\"");
    }

    @Test
    void whateverAHandlerThrowsFailsItsCall() {
        throwing.table().put(Map.of("id", "1"));
        throwing.awaitIdle();

        assertThat(throwing.invocations().get(0).reason()).contains("java.lang.AssertionError: Function");
    }
}
