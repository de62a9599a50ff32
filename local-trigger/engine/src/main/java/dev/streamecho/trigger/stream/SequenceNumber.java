package dev.streamecho.trigger.stream;

/**
 * A record's place in its shard: on AWS 21 to 40 digits. Numbers are compared by value, whatever their leading zeros. What is
 * not a number is taken as it is, so that whatever a function or a stand-in says can be looked up.
 *
 * <p>This class is thread-safe.
 *
 * @param digits as the stream gives them, leading zeros included
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html">StreamRecord</a>
 */
public record SequenceNumber(String digits) implements Comparable<SequenceNumber> {

    /** Orders as the stream does; a longer number is larger. */
    @Override
    public int compareTo(SequenceNumber other) {
        String a = value();
        String b = other.value();
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    /** Returns whether this number comes after another one in their shard. */
    public boolean isAfter(SequenceNumber other) {
        return compareTo(other) > 0;
    }

    /** Returns whether the other is a sequence number of the same value, leading zeros or not. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SequenceNumber number && value().equals(number.value());
    }

    @Override
    public int hashCode() {
        return value().hashCode();
    }

    /** Returns the digits. */
    @Override
    public String toString() {
        return digits;
    }

    private String value() {
        if (!digits.startsWith("0") || !digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return digits;
        }
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        return digits.substring(first);
    }
}
