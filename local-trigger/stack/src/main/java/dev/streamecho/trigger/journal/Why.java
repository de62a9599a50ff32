package dev.streamecho.trigger.journal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers why a function was called with a change, or was not. It costs nothing until it is asked. This class is thread-safe.
 */
public final class Why {
    private final Journal journal;
    private final ReasonOfRecord ofRecord;
    private final ReasonOfUnseen ofUnseen;
    private final WayInWords way;

    /**
     * Makes one.
     *
     * @param clock tells what is due, and in its zone times of day
     */
    public Why(Journal journal, Surroundings surroundings, Clock clock) {
        this.journal = journal;
        Times times = new Times(clock);
        this.ofRecord = new ReasonOfRecord(journal, surroundings, times);
        this.ofUnseen = new ReasonOfUnseen(journal, surroundings, times);
        this.way = new WayInWords(journal, times);
    }

    /** Returns the answer of a record; empty if there is none with this number, or none any more. */
    public Optional<Answer> record(long n) {
        return journal.record(n).map(this::answer);
    }

    /** Returns the answer of the newest change, in each mapping that reads it; empty if nothing was read yet. */
    public Optional<Answer> last() {
        return journal.rows().stream().findFirst().map(this::ofChange);
    }

    /**
     * Returns the answer of a change.
     *
     * @param number its sequence number; of a message, its {@code messageId}
     */
    public Answer sequenceNumber(String number) {
        return journal.rows().stream()
                .filter(row -> row.id().equals(number))
                .findFirst()
                .map(this::ofChange)
                .orElseGet(() -> ofUnseen.ofNumber(number));
    }

    /**
     * Returns the answer of the newest change of an item, or why there is none.
     *
     * @param typed its key, as of {@link TypedKey}
     */
    public Answer key(String typed) {
        TypedKey key = TypedKey.of(typed);
        Optional<RecordRow> newest =
                journal.rows().stream().filter(row -> key.matches(row.key())).findFirst();
        Optional<Answer> later = ofUnseen.ofWriteAfter(key, newest);
        if (later.isPresent() && newest.isPresent()) {
            return both(later.get(), ofChange(newest.get()));
        }
        if (later.isPresent()) {
            return later.get();
        }
        return newest.map(this::ofChange).orElseGet(() -> ofUnseen.ofKey(key));
    }

    private static Answer both(Answer later, Answer before) {
        List<String> lines = new ArrayList<>();
        lines.add("the change before it: " + before.answer());
        lines.addAll(before.lines());
        return new Answer(later.answer(), lines, before.record());
    }

    /** Each mapping that reads a table has a way of its own for a change. */
    private Answer ofChange(RecordRow row) {
        List<RecordHistory> ways = journal.rows().stream()
                .filter(other -> other.id().equals(row.id()) && other.shardId().equals(row.shardId()))
                .collect(Collectors.toMap(RecordRow::mapping, RecordRow::n, Math::max))
                .values()
                .stream()
                .sorted()
                .flatMap(n -> journal.record(n).stream())
                .toList();
        if (ways.size() == 1) {
            return answer(ways.get(0));
        }
        List<String> answers = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (RecordHistory history : ways) {
            Answer one = answer(history);
            answers.add(history.row().mapping() + ": " + one.answer());
            lines.add(history.row().mapping() + ":");
            one.lines().forEach(line -> lines.add("  " + line));
        }
        return new Answer(String.join("; ", answers), lines, Optional.of(row.n()));
    }

    private Answer answer(RecordHistory history) {
        return new Answer(ofRecord.of(history), way.of(history), Optional.of(history.n()));
    }
}
