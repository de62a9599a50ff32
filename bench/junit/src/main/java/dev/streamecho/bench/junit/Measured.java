package dev.streamecho.bench.junit;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.streamecho.trigger.junit.StreamTest;
import dev.streamecho.trigger.junit.TableMapping;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests that print what they took. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Measured {
    private static final int FURTHER = 20;
    private static final int RECORDS = 1_000;

    /** Before the extension, so that its loading counts. */
    private static final Watch FIRST = new Watch();

    @RegisterExtension
    static final StreamTest STREAM = StreamTest.builder(TableMapping.ofTable("Orders", "id")
                    .batchSize(10)
                    .maximumRetryAttempts(2)
                    .bisectBatchOnFunctionError())
            .handler(DynamodbEvent.class, (event, context) -> {
                boolean isPoisoned = event.getRecords().stream()
                        .anyMatch(record -> record.getDynamodb()
                                .getKeys()
                                .get("id")
                                .getS()
                                .startsWith("poison"));
                if (isPoisoned) {
                    throw new IllegalStateException("poisoned");
                }
                return null;
            })
            .build();

    private static Watch further;

    @Test
    @Order(1)
    void theFirstRecord(StreamTest.Table orders) {
        orders.put(Map.of("id", "1"));
        STREAM.awaitIdle();
        FIRST.print("from the start of the test class to the first handled record", 1);
        further = new Watch();
    }

    @RepeatedTest(FURTHER)
    @Order(2)
    void aFurtherTest(RepetitionInfo repetition, StreamTest.Table orders) {
        orders.put(Map.of("id", "1"));
        STREAM.awaitIdle();
        if (repetition.getCurrentRepetition() == FURTHER) {
            further.print("each further test with a fresh table, mean of " + FURTHER, FURTHER);
        }
    }

    @Test
    @Order(3)
    void aThousandRecords(StreamTest.Table orders) {
        Watch watch = new Watch();
        for (int i = 0; i < RECORDS; i++) {
            orders.put(Map.of("id", (i % 100 == 0 ? "poison-" : "item-") + i));
        }
        STREAM.awaitIdle();
        watch.print("1,000 records written, in batches of 10, of which 10 are bisected out, retried and discarded", 1);
        check(STREAM.handled().size() == 990 && STREAM.discarded().size() == 10);
    }

    private static void check(boolean isAsItShouldBe) {
        if (!isAsItShouldBe) {
            throw new AssertionError(STREAM.history());
        }
    }
}
