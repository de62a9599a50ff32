package dev.streamecho.trigger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.Patience;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.InvokedFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping.Source;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import dev.streamecho.trigger.mapping.MessagesReceived;
import dev.streamecho.trigger.mapping.QueueMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptJournalTest {
    private static final EventSourceMapping MAPPING = EventSourceMapping.of(
            "Stream", new InvokedFunction("Echo", "arn", "$LATEST"), Source.all("arn", StartingPosition.LATEST));

    @TempDir
    private Path folder;

    private Path file;
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void nameFile() {
        file = folder.resolve("journal");
    }

    @Test
    void whatHappenedSurvivesARestart() {
        Journal first = run(journal -> {
            happenings(journal)
                    .read(new int[] {1, 2, 3}, new int[] {3})
                    .invoking(1, "1 2")
                    .prints(1, "selling")
                    .fails(1, "1 2", Optional.empty(), "1", "2")
                    .invoking(2, "1")
                    .fails(2, "1", Optional.of(4), "1")
                    .discarded(4, "1", Optional.of("queue Failed"))
                    .invoking(5, "2")
                    .succeeds(5, "2");
            journal.received(new MessagesReceived("Jobs", List.of(message()), List.of(), Instant.EPOCH));
        });

        run(second -> {
            happenings(second);
            assertThat(second.records()).usingRecursiveComparison().isEqualTo(first.records());
            assertThat(second.tree(1)).usingRecursiveComparison().isEqualTo(first.tree(1));
        });
        assertThat(notices).isEmpty();
    }

    @Test
    void itGoesOnWithTheNextNumbersAndTheOpenBatches() {
        run(journal -> happenings(journal).read(1, 2).invoking(1, "1 2").fails(1, "1 2", Optional.of(3), "1 2"));

        run(second -> {
            happenings(second)
                    .read(1, 2, 3)
                    .invoking(4, "1 2")
                    .succeeds(4, "1 2")
                    .invoking(5, "3")
                    .succeeds(5, "3");

            assertThat(second.rows()).extracting(RecordRow::n).containsExactly(3L, 2L, 1L);
            assertThat(second.batch(1).orElseThrow().attempts()).hasSize(2);
            assertThat(second.batch(2).orElseThrow().records()).containsExactly(3L);
        });
    }

    @Test
    void anOpenBatchIsNoneAnyMoreOnceItsRecordsAreInAnother() {
        run(journal -> happenings(journal).read(1, 2).invoking(1, "1 2").fails(1, "1 2", Optional.of(3), "1 2"));

        run(second -> {
            happenings(second).read(1, 2).invoking(4, "1");

            assertThat(second.batch(1).orElseThrow().state()).isEqualTo(BatchRow.State.SPLIT);
        });
    }

    @Test
    void aFileThatIsCutOffIsReadAsFarAsItGoes() throws IOException {
        run(journal -> happenings(journal).read(1, 2, 3));
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 20));

        run(second -> assertThat(second.rows()).extracting(RecordRow::n).containsExactly(2L, 1L));
        assertThat(notices).isEmpty();
    }

    @Test
    void theJournalOfAnotherVersionIsDroppedWithANotice() throws IOException {
        Files.writeString(file, "{\"journal\":0}\n{\"record\":1}\n");

        run(journal -> assertThat(journal.rows()).isEmpty());
        assertThat(notices).containsExactly(file + " is the journal of another version, and is not read");
    }

    @Test
    void whatIsNoJournalEndsNothing() throws IOException {
        Files.writeString(file, "{\"journal\":1}\n{\"record\":1}\n");

        Journal journal = run(one -> happenings(one).read(1));

        assertThat(journal.rows()).hasSize(1);
        assertThat(notices).singleElement().asString().startsWith("the journal is not kept in --data-dir: ");
    }

    @Test
    void itIsInTheFileWhileTheRunGoesOn() {
        run(journal -> {
            happenings(journal).read(1);
            await().atMost(Patience.LIMIT).until(() -> Files.readString(file).contains("\"record\":1"));
        });
    }

    /** A run in which something happens to the journal, which is kept in the file. */
    private Journal run(Consumer<Journal> happens) {
        Journal journal = new Journal(100, 1_000_000);
        KeptJournal kept = KeptJournal.open(file, journal, notices::add);
        happens.accept(journal);
        kept.close();
        return journal;
    }

    private static Happenings happenings(Journal journal) {
        journal.configured(JournaledMapping.of(MAPPING, "Orders"));
        return new Happenings(journal, MAPPING);
    }

    private static QueueMessage message() {
        return new QueueMessage("m1", "receipt", "body", 1, Instant.EPOCH, Map.of(), Map.of());
    }
}
