package dev.streamecho.echo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Formats a time as in RFC 3339. */
final class Timestamp {
    private static final int MILLIS_PER_DAY = 24 * 60 * 60 * 1000;

    private Timestamp() {}

    /** Returns the time in UTC with milliseconds, {@code 2026-01-15T09:31:00.123Z}, for times from 1970 on. */
    static String of(long epochMillis) {
        // Not java.time: its classes alone would take 2 ms of a cold start.
        byte[] text = "0000-00-00T00:00:00.000Z".getBytes(ISO_8859_1);
        writeDate((int) (epochMillis / MILLIS_PER_DAY), text);
        int millis = (int) (epochMillis % MILLIS_PER_DAY);
        write(millis / (60 * 60 * 1000), 12, text);
        write(millis / (60 * 1000) % 60, 15, text);
        write(millis / 1000 % 60, 18, text);
        write(millis % 1000, 22, text);
        return new String(text, ISO_8859_1);
    }

    private static void writeDate(int epochDay, byte[] text) {
        int day = epochDay;
        int year = 1970;
        while (day >= (isLeap(year) ? 366 : 365)) {
            day -= isLeap(year) ? 366 : 365;
            year++;
        }
        int month = 1;
        while (day >= daysOf(month, year)) {
            day -= daysOf(month, year);
            month++;
        }
        write(year, 3, text);
        write(month, 6, text);
        write(day + 1, 9, text);
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int daysOf(int month, int year) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Adds a number to zeros, with its last digit at this index. */
    private static void write(int number, int last, byte[] text) {
        int rest = number;
        for (int i = last; rest > 0; i--) {
            text[i] += (byte) (rest % 10);
            rest /= 10;
        }
    }
}
