package dev.streamecho.trigger.table;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.SequenceNumberRange;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * Shows DynamoDB Local's sequence numbers as AWS would: those have 21 to 40 digits and no leading zero, DynamoDB Local's own
 * have 21 digits of which the first two are zeros. What is shown has a one before them.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html">StreamRecord</a>
 */
final class LocalNumbers {
    private static final int OWN_DIGITS = 21;
    private static final BigInteger FIRST_SHOWN = BigInteger.TEN.pow(OWN_DIGITS);
    private static final BigInteger LARGEST_OWN = BigInteger.valueOf(Long.MAX_VALUE);

    private LocalNumbers() {}

    static String shown(long own) {
        return FIRST_SHOWN.add(BigInteger.valueOf(own)).toString();
    }

    /** Returns the number as AWS would show it. */
    static String shown(String own) {
        return "1" + own;
    }

    private static @Nullable String shownIfThere(@Nullable String own) {
        return own == null ? null : shown(own);
    }

    /** DynamoDB Local's own number of one that was shown; empty if it can never have been. */
    static Optional<Long> own(String shown) {
        return shown.matches("[0-9]{1,40}")
                ? Optional.of(new BigInteger(shown).subtract(FIRST_SHOWN))
                        .filter(own -> own.signum() >= 0 && own.compareTo(LARGEST_OWN) <= 0)
                        .map(BigInteger::longValueExact)
                : Optional.empty();
    }

    /** DynamoDB Local's own form. */
    static String ownDigits(long own) {
        return "%021d".formatted(own);
    }

    /** Returns whether it is DynamoDB Local's own form, as it was shown by an earlier version. */
    static boolean isOwnForm(String number) {
        return number.matches("00[0-9]{19}");
    }

    static List<Record> shownIn(List<Record> records) {
        return records.stream()
                .map(record -> record.toBuilder()
                        .dynamodb(record.dynamodb().toBuilder()
                                .sequenceNumber(shown(record.dynamodb().sequenceNumber()))
                                .build())
                        .build())
                .toList();
    }

    static List<Shard> shownOf(List<Shard> shards) {
        return shards.stream()
                .map(shard -> shard.toBuilder()
                        .sequenceNumberRange(shown(shard.sequenceNumberRange()))
                        .build())
                .toList();
    }

    private static SequenceNumberRange shown(SequenceNumberRange range) {
        return range.toBuilder()
                .startingSequenceNumber(shownIfThere(range.startingSequenceNumber()))
                .endingSequenceNumber(shownIfThere(range.endingSequenceNumber()))
                .build();
    }
}
