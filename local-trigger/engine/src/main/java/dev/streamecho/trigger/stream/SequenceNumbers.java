package dev.streamecho.trigger.stream;

import java.util.Comparator;

/**
 * Compares sequence numbers by value: strings of 21 to 40 digits, which have leading zeros in DynamoDB Local and lose them in
 * a function that handles them as numbers.
 */
public final class SequenceNumbers {

    /** The order of the stream; numbers of different length compare by value. */
    public static final Comparator<String> ORDER = SequenceNumbers::compare;

    private SequenceNumbers() {}

    private static int compare(String left, String right) {
        String a = value(left);
        String b = value(right);
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    /** The same number without leading zeros; a string that is not a number stays as it is. */
    public static String value(String digits) {
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
