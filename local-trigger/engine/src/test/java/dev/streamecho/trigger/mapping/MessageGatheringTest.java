package dev.streamecho.trigger.mapping;

import static dev.streamecho.trigger.mapping.TestMessages.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MessageGatheringTest {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Instant START = Instant.parse("2026-01-15T09:30:00Z");

    @Test
    void aReceiptHasUpToTenMessagesAndNoMoreThanTheBatchHasRoomFor() {
        MessageGathering gathering = gathering(12, 60);
        assertThat(gathering.room()).isEqualTo(10);

        gathering.add(List.of(encoded("a"), encoded("b"), encoded("c")), START);

        assertThat(gathering.room()).isEqualTo(9);
    }

    @Test
    void withoutAWindowABatchIsDueWithItsFirstMessages() {
        MessageGathering gathering = gathering(10, 0);
        assertThat(gathering.isDue(START)).isFalse();

        gathering.add(List.of(), START);
        assertThat(gathering.isDue(START)).isFalse();

        gathering.add(List.of(encoded("a")), START);
        assertThat(gathering.isDue(START)).isTrue();
    }

    @Test
    void aWindowBeginsWithTheFirstMessage() {
        MessageGathering gathering = gathering(10, 60);
        assertThat(gathering.longestWait(START)).isEqualTo(IDLE);

        gathering.add(List.of(encoded("a")), START.plusSeconds(5));
        gathering.add(List.of(encoded("b")), START.plusSeconds(50));

        assertThat(gathering.isDue(START.plusSeconds(64))).isFalse();
        assertThat(gathering.longestWait(START.plusSeconds(10))).isEqualTo(IDLE);
        assertThat(gathering.longestWait(START.plusSeconds(65).minusMillis(200)))
                .isEqualTo(Duration.ofMillis(200));
        assertThat(gathering.isDue(START.plusSeconds(65))).isTrue();
    }

    @Test
    void aClockThatIsSetBackEndsTheWindow() {
        MessageGathering gathering = gathering(10, 60);
        gathering.add(List.of(encoded("a")), START);

        assertThat(gathering.isDue(START.minusSeconds(3_600))).isTrue();
    }

    @Test
    void aFullBatchIsDueBeforeItsWindowIsOver() {
        MessageGathering gathering = gathering(2, 60);
        gathering.add(List.of(encoded("a"), encoded("b")), START);

        assertThat(gathering.isDue(START)).isTrue();
        assertThat(bodies(gathering)).containsExactly(List.of("a", "b"));
    }

    @Test
    void morePayloadThanAnInvocationTakesIsDueInSeveralParts() {
        String large = "x".repeat(2 << 20);
        MessageGathering gathering = gathering(10, 60);
        gathering.add(List.of(encoded("a" + large), encoded("b" + large)), START);
        assertThat(gathering.isDue(START)).isFalse();

        gathering.add(List.of(encoded("c" + large), encoded("d")), START);

        assertThat(gathering.isDue(START)).isTrue();
        assertThat(bodies(gathering)).containsExactly(List.of("a" + large, "b" + large), List.of("c" + large, "d"));
    }

    @Test
    void aMessageThatComesAgainWithinTheWindowIsThereOnceWithItsLastReceipt() {
        QueueMapping mapping = TestQueueMapping.mapping().build();
        MessageGathering gathering = gathering(10, 60);
        gathering.add(List.of(EncodedMessage.of(TestMessages.message("a", "a", 1), mapping)), START);

        gathering.add(List.of(EncodedMessage.of(TestMessages.message("a", "a", 2), mapping)), START.plusSeconds(30));

        assertThat(gathering.parts())
                .singleElement()
                .satisfies(part -> assertThat(part)
                        .extracting(encoded -> encoded.message().receiptHandle())
                        .containsExactly("a#2"));
    }

    private static MessageGathering gathering(int batchSize, int windowSeconds) {
        return new MessageGathering(
                new QueueMapping.Batching(batchSize, Duration.ofSeconds(windowSeconds), OptionalInt.empty(), 5), IDLE);
    }

    private static List<List<String>> bodies(MessageGathering gathering) {
        return gathering.parts().stream()
                .map(part ->
                        part.stream().map(encoded -> encoded.message().body()).toList())
                .toList();
    }
}
