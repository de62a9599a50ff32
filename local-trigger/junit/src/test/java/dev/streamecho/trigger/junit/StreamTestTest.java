package dev.streamecho.trigger.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StreamTestTest {
    private static final List<DynamodbStreamRecord> SEEN = new ArrayList<>();

    @RegisterExtension
    static final StreamTest STREAM = StreamTest.builder(TableMapping.ofTable("Orders", "id")
                    .batchSize(4)
                    .maximumBatchingWindow(Duration.ofMinutes(5))
                    .maximumRetryAttempts(2)
                    .maximumRecordAge(Duration.ofHours(6))
                    .bisectBatchOnFunctionError()
                    .filters("{\"dynamodb\": {\"NewImage\": {\"kind\": {\"S\": [{\"exists\": false}]}}}}")
                    .timeToLive("expiresAt"))
            .handler(DynamodbEvent.class, (event, context) -> {
                for (DynamodbStreamRecord record : event.getRecords()) {
                    context.getLogger().log("record " + record.getEventName());
                    if (record.getDynamodb().getKeys().get("id").getS().startsWith("poison")) {
                        throw new IllegalStateException("poisoned");
                    }
                }
                SEEN.addAll(event.getRecords());
                return null;
            })
            // A thousand records take long on a machine that has much else to do.
            .patience(Duration.ofMinutes(5))
            .build();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void nothingHappensBeforeItIsAwaited(StreamTest.Table orders) {
        orders.put(Map.of("id", "1"));

        assertThat(STREAM.invocations()).isEmpty();
    }

    @Test
    void aPoisonedItemIsBisectedOut(StreamTest.Table orders) {
        orders.put(Map.of("id", "1"), Map.of("id", "poison"), Map.of("id", "3"));
        STREAM.awaitIdle();

        assertThat(STREAM.handled()).containsExactly("1", "3");
        assertThat(STREAM.discarded()).singleElement().satisfies(batch -> {
            assertThat(batch.keys()).containsExactly("poison");
            assertThat(batch.condition()).isEqualTo("RetryAttemptsExhausted");
            assertThat(batch.message()).contains("\"approximateInvokeCount\":3");
        });
        assertThat(STREAM.invocations().get(0)).satisfies(invocation -> {
            assertThat(invocation.keys()).containsExactly("1", "poison", "3");
            assertThat(invocation.result()).isEqualTo(Invocation.Result.ERROR);
            assertThat(invocation.reason()).contains("java.lang.IllegalStateException: poisoned");
            assertThat(invocation.log()).containsExactly("record INSERT", "record INSERT");
        });
        assertThat(STREAM.history())
                .contains("0:00.0  INSERT poison written to Table")
                .contains(
                        "5:00.0  Function called with 1, poison, 3, attempt 1: java.lang.IllegalStateException: poisoned")
                .contains("discarded poison: RetryAttemptsExhausted");
    }

    @Test
    void aBatchWaitsForItsWindowByTheTestsClock(StreamTest.Table orders) {
        orders.put(Map.of("id", "1"));
        STREAM.advance(Duration.ofSeconds(299));
        orders.put(Map.of("id", "2"));
        assertThat(STREAM.waiting()).containsExactly("1");

        STREAM.advance(Duration.ofSeconds(1));

        assertThat(STREAM.handled()).containsExactly("1", "2");
        assertThat(STREAM.invocations()).hasSize(1);
    }

    @Test
    void aFullBatchDoesNotWait(StreamTest.Table orders) {
        orders.put(Map.of("id", "1"), Map.of("id", "2"), Map.of("id", "3"), Map.of("id", "4"));

        STREAM.advance(Duration.ZERO);

        assertThat(STREAM.handled()).containsExactly("1", "2", "3", "4");
    }

    @Test
    void whatTheFiltersDropIsNotDelivered(StreamTest.Table orders) {
        orders.put(Map.of("id", "1", "kind", "test"), Map.of("id", "2"));
        STREAM.awaitIdle();

        assertThat(STREAM.filtered()).containsExactly("1");
        assertThat(STREAM.handled()).containsExactly("2");
    }

    @Test
    void aChangeHasTheTimeOfTheTestsClock(StreamTest.Table orders) {
        STREAM.advance(Duration.ofDays(3));
        orders.put(Map.of("id", "1"));
        STREAM.awaitIdle();

        assertThat(SEEN.get(0).getDynamodb().getApproximateCreationDateTime()).isEqualTo("2026-01-04T12:00:00Z");
    }

    @Test
    void timeToLiveDeletesAtItsTimeAsTheService(StreamTest.Table orders) {
        long expiry = STREAM.now().plus(Duration.ofHours(1)).getEpochSecond();
        orders.put(Map.of("id", "1", "expiresAt", expiry), Map.of("id", "2", "expiresAt", expiry + 7200));
        STREAM.advance(Duration.ofHours(2));

        assertThat(orders.items()).extracting(item -> item.get("id")).containsExactly("2");
        assertThat(SEEN).extracting(DynamodbStreamRecord::getEventName).containsExactly("INSERT", "INSERT", "REMOVE");
        assertThat(SEEN.get(2).getUserIdentity().getPrincipalId()).isEqualTo("dynamodb.amazonaws.com");
        assertThat(STREAM.changes(Fate.HANDLED).get(2).writtenAt())
                .isEqualTo(STREAM.now().minus(Duration.ofHours(1)));
    }

    @Test
    void aTimeToLiveBeyondAllTimeDeletesNothing(StreamTest.Table orders) {
        long nanoseconds = 1_767_268_800_000_000_000L;
        orders.put(Map.of("id", "1", "expiresAt", nanoseconds));
        STREAM.advance(Duration.ofHours(2));

        assertThat(orders.items()).hasSize(1);
    }

    @Test
    void aDeleteOfTheTestIsNobodys(StreamTest.Table orders) {
        orders.put(Map.of("id", "1"));
        orders.update(Map.of("id", "1"), Map.of("amount", 5));
        orders.delete(Map.of("id", "1"));
        STREAM.awaitIdle();

        assertThat(SEEN).extracting(DynamodbStreamRecord::getEventName).containsExactly("INSERT", "MODIFY", "REMOVE");
        assertThat(SEEN.get(2).getUserIdentity()).isNull();
    }

    @Test
    void callsFailOnDemandOneAfterTheOther(StreamTest.Table orders) {
        STREAM.nextCall().fails("out of order");
        STREAM.nextCall().timesOut();
        orders.put(Map.of("id", "1"));
        STREAM.awaitIdle();

        assertThat(STREAM.invocations())
                .extracting(Invocation::result)
                .containsExactly(Invocation.Result.ERROR, Invocation.Result.TIMEOUT, Invocation.Result.SUCCESS);
        assertThat(STREAM.invocations().get(0).reason()).contains("java.lang.RuntimeException: out of order");
        // The one that timed out was handled, too late.
        assertThat(SEEN).hasSize(2);
    }

    @Test
    void throttlingUsesUpNoAttempt(StreamTest.Table orders) {
        for (int i = 0; i < 5; i++) {
            STREAM.nextCall().isThrottled();
        }
        orders.put(Map.of("id", "1"));
        STREAM.awaitIdle();

        assertThat(STREAM.handled()).containsExactly("1");
        assertThat(STREAM.invocations()).hasSize(6);
    }

    @Test
    void aBatchIsDeliveredTwiceOnDemand(StreamTest.Table orders) {
        STREAM.nextCall().comesTwice();
        orders.put(Map.of("id", "1"));
        STREAM.awaitIdle();

        assertThat(SEEN).hasSize(2);
        assertThat(STREAM.handled()).containsExactly("1");
    }

    @Test
    void aCallIsAnsweredOnDemandWithoutTheHandler(StreamTest.Table orders) {
        STREAM.nextCall().answers("{\"batchItemFailures\": []}");
        orders.put(Map.of("id", "poison"));
        STREAM.awaitIdle();

        assertThat(SEEN).isEmpty();
        assertThat(STREAM.handled()).containsExactly("poison");
        assertThat(STREAM.invocations())
                .extracting(Invocation::response)
                .containsExactly("{\"batchItemFailures\": []}");
    }

    @Test
    void recordsAreDiscardedOnceTheyAreTooOld(StreamTest.Table orders) {
        for (int i = 0; i < 10_000; i++) {
            STREAM.nextCall().isThrottled();
        }
        orders.put(Map.of("id", "1"));
        STREAM.advance(Duration.ofHours(6));
        assertThat(STREAM.discarded()).isEmpty();

        STREAM.awaitIdle();

        assertThat(STREAM.discarded()).extracting(Discarded::condition).containsExactly("RecordAgeExceeded");
    }

    @Test
    void theSdksClientReachesTheSameTable(DynamoDbClient client, StreamTest.Table orders) {
        client.putItem(request -> request.tableName(orders.name()).item(Map.of("id", AttributeValue.fromS("1"))));
        STREAM.awaitIdle();

        assertThat(STREAM.handled()).containsExactly("1");
    }

    @Test
    void itemsArePlainMaps(StreamTest.Table orders) {
        Map<String, Object> item = Map.of(
                "id",
                "1",
                "amount",
                new BigDecimal("1.5"),
                "paid",
                true,
                "tags",
                Set.of("a"),
                "lines",
                List.of(Map.of("sku", "x")));
        orders.put(item);

        assertThat(orders.item(Map.of("id", "1"))).contains(item);
        assertThat(orders.item(Map.of("id", "2"))).isEmpty();
    }

    @Test
    void whatDynamoDbRefusesIsSaid(StreamTest.Table orders) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> orders.put(Map.of("key", "1")))
                .withMessageContaining("Table: DynamoDB refuses it: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> orders.put(Map.of("id", "1", "at", STREAM.now())))
                .withMessageStartingWith("at is a java.time.Instant; an attribute is ");
    }

    @Test
    void timeDoesNotGoBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STREAM.advance(Duration.ofSeconds(-1)))
                .withMessage("the clock cannot go back, by PT-1S");
    }

    @Test
    void thousandRecordsWithRetriesTakeNoTime(StreamTest.Table orders) {
        for (int i = 0; i < 1000; i++) {
            orders.put(Map.of("id", (i % 100 == 0 ? "poison-" : "item-") + i));
        }
        STREAM.awaitIdle();

        assertThat(STREAM.handled()).hasSize(990);
        assertThat(STREAM.discarded()).hasSize(10);
    }
}
