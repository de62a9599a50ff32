package dev.streamecho.trigger.stream;

import static dev.streamecho.trigger.stream.TestRecords.insert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.stream.RecentWrites.Write;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Times are seconds after 9:30:00; the records are of the minute 9:30 unless a test says otherwise. */
class RecentWritesTest {
    private static final Instant MINUTE = Instant.parse("2026-01-15T09:30:00Z");

    private Instant now = MINUTE;
    private final RecentWrites writes = new RecentWrites(() -> now);

    @Test
    void aRecordArrivesWhenTheCallBeganThatWroteItsItem() {
        wrote("1", 10, 11);
        wrote("2", 12, 13);

        assertThat(arrivalsAt(20, insert(1, "1", MINUTE), insert(2, "2", MINUTE)))
                .containsExactly(at(10), at(12));
    }

    @Test
    void aRecordThatIsReadLateArrivedWhenItWasWritten() {
        wrote("1", 10, 11);
        wrote("2", 12, 13);

        assertThat(arrivalsAt(600, insert(1, "1", MINUTE))).containsExactly(at(10));
    }

    @Test
    void theRecordsOfOneItemAreToldApart() {
        wrote("1", 10, 11);
        wrote("1", 12, 13);
        wrote("1", 14, 15);

        assertThat(arrivalsAt(20, insert(1, "1", MINUTE), insert(2, "1", MINUTE), insert(3, "1", MINUTE)))
                .containsExactly(at(10), at(12), at(14));
    }

    @Test
    void aCallThatIsNotOverIsTakenOnlyIfNoOtherWroteTheItem() {
        wrote("1", 10, 11);
        begin("1", 12);

        assertThat(arrivalsAt(13, insert(1, "1", MINUTE))).containsExactly(at(10));
        assertThat(arrivalsAt(14, insert(2, "1", MINUTE))).containsExactly(at(12));
    }

    @Test
    void aCallThatFailedWroteNothing() {
        wrote("1", 10, 11);
        writes.failed(begin("1", 12));

        assertThat(arrivalsAt(20, insert(1, "1", MINUTE))).containsExactly(at(10));
    }

    @Test
    void anEarlierCallThatChangedNothingIsPassedOver() {
        wrote("1", 10, 11);
        wrote("1", 30, 31);

        assertThat(arrivalsAt(32, insert(1, "1", MINUTE))).containsExactly(at(30));
    }

    @Test
    void aCallOfAnotherMinuteIsNotTaken() {
        wrote("1", 10, 11);

        assertThat(arrivalsAt(130, insert(1, "1", MINUTE.plusSeconds(120)))).containsExactly(at(130));
    }

    @Test
    void aRecordIsNotOlderThanItsMinuteWhenTheCallBeganBeforeIt() {
        wrote("1", 59, 61);

        assertThat(arrivalsAt(70, insert(1, "1", MINUTE.plusSeconds(60)))).containsExactly(at(60));
    }

    @Test
    void aRecordWithoutACallArrivesWhenItIsReadButWithinItsMinute() {
        assertThat(arrivalsAt(20, insert(1, "1", MINUTE))).containsExactly(at(20));
        assertThat(arrivalsAt(600, insert(2, "1", MINUTE))).containsExactly(Instant.parse("2026-01-15T09:30:59.999Z"));
    }

    @Test
    void aRecordArrivesOnce() {
        assertThat(arrivalsAt(20, insert(1, "1", MINUTE))).containsExactly(at(20));
        wrote("1", 30, 31);
        assertThat(arrivalsAt(40, insert(1, "1", MINUTE), insert(2, "1", MINUTE)))
                .containsExactly(at(20), at(30));
    }

    @Test
    void noRecordArrivesBeforeTheOneBeforeIt() {
        wrote("2", 10, 30);
        assertThat(arrivalsAt(20, insert(1, "1", MINUTE))).containsExactly(at(20));
        assertThat(arrivalsAt(30, insert(2, "2", MINUTE))).containsExactly(at(20));
    }

    @Test
    void onlyTheLatestWritesAreKept() {
        wrote("first", 10, 11);
        for (int i = 0; i < 20_000; i++) {
            wrote("later" + i, 12, 13);
        }

        assertThat(arrivalsAt(20, insert(1, "first", MINUTE), insert(2, "later19999", MINUTE)))
                .as("not at 10, as that call is forgotten")
                .containsExactly(at(20), at(20));
    }

    private Write begin(String id, int second) {
        return writes.begin(ItemKey.of(Map.of("id", AttributeValue.fromS(id))), at(second));
    }

    private void wrote(String id, int begin, int end) {
        writes.succeeded(begin(id, begin), at(end));
    }

    private List<Instant> arrivalsAt(int second, software.amazon.awssdk.services.dynamodb.model.Record... records) {
        now = at(second);
        return writes.arrivals(List.of(records));
    }

    private static Instant at(int second) {
        return MINUTE.plusSeconds(second);
    }
}
