package dev.streamecho.trigger.stream;

import java.util.Comparator;

/** Compares sequence numbers: decimal texts of 21 to 40 digits, possibly with leading zeros. */
public final class SequenceNumbers {

    /** The order of the stream; numbers of different length compare by value. */
    public static final Comparator<String> ORDER = SequenceNumbers::compare;

    private SequenceNumbers() {}

    private static int compare(String left, String right) {
        String a = withoutLeadingZeros(left);
        String b = withoutLeadingZeros(right);
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    private static String withoutLeadingZeros(String digits) {
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        return digits.substring(first);
    }
}
