package dev.streamecho.trigger.table;

import dev.streamecho.trigger.stream.Positions;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which sequence numbers a database gave, as of when it was opened. Each time it is opened an epoch begins: the number of a
 * record has the epoch before the count, so that no number is given twice, whatever was trimmed or put in the database's
 * place meanwhile. It is immutable.
 *
 * @param epoch the present one
 * @param lastNumbers the last number of each epoch before, all as DynamoDB Local has them
 * @param trimmedUpTo the number of the last record of each shard that was trimmed
 * @param oldestArrivals when the oldest record that each shard kept was written
 */
record NumberHistory(
        long epoch, Map<Long, Long> lastNumbers, Map<String, Long> trimmedUpTo, Map<String, Instant> oldestArrivals)
        implements Positions {

    /** How many numbers an epoch has. A run that writes more continues in the numbers of the next ones. */
    private static final long NUMBERS_OF_EPOCH = 100_000_000;

    /** Of 10 billion writes, which take weeks. An epoch that somebody else began in the meantime is further away. */
    private static final long MOST_EPOCHS_OF_RUN = EpochDatabase.EPOCHS_OF_SECOND;

    /** Of a database that keeps nothing yet, or in memory. */
    static final NumberHistory NONE = new NumberHistory(0, Map.of(), Map.of(), Map.of());

    /** Returns the number before the first one of an epoch. */
    static long before(long epoch) {
        return epoch * NUMBERS_OF_EPOCH;
    }

    static long epochOf(long number) {
        return number / NUMBERS_OF_EPOCH;
    }

    @Override
    public Standing of(String shardId, SequenceNumber sequenceNumber) {
        Optional<Long> number = LocalNumbers.own(sequenceNumber.digits());
        if (number.isEmpty() || !wasGiven(number.get())) {
            return Standing.UNKNOWN;
        }
        Long trimmed = trimmedUpTo.get(shardId);
        if (trimmed == null || number.get() > trimmed) {
            return Standing.HOLDS;
        }
        return number.get().equals(trimmed) ? Standing.TRIMMED : Standing.LOST;
    }

    private boolean wasGiven(long number) {
        if (equals(NONE)) {
            return true;
        }
        long of = epochOf(number);
        boolean isOfThisRun = of >= epoch && of < epoch + MOST_EPOCHS_OF_RUN;
        return isOfThisRun || number <= lastNumbers.getOrDefault(of, -1L);
    }

    @Override
    public SequenceNumber current(SequenceNumber sequenceNumber) {
        String digits = sequenceNumber.digits();
        return LocalNumbers.isOwnForm(digits) ? new SequenceNumber(LocalNumbers.shown(digits)) : sequenceNumber;
    }

    @Override
    public Optional<SequenceNumber> trimmedUpTo(String shardId) {
        return Optional.ofNullable(trimmedUpTo.get(shardId))
                .map(LocalNumbers::shown)
                .map(SequenceNumber::new);
    }

    @Override
    public Optional<Instant> oldestArrival(String shardId) {
        return Optional.ofNullable(oldestArrivals.get(shardId));
    }
}
