package dev.streamecho.items;

import java.math.BigDecimal;

/**
 * The numbers that DynamoDB can store: 38 significant digits, from 1E-130 to 9.99…E+125, and their negatives.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number">
 *     Data types: number</a>
 */
final class ItemNumber {
    private static final int MAX_DIGITS = 38;
    private static final int MIN_EXPONENT = -130;
    private static final int MAX_EXPONENT = 125;
    /** A longer number is refused unread, because parsing it would take long. */
    private static final int MAX_LENGTH = 1000;

    private ItemNumber() {}

    /**
     * Returns the number for DynamoDB: unchanged, or without trailing zeros if it is longer than 38 characters.
     *
     * @param json a number in JSON
     * @throws ArithmeticException if DynamoDB cannot store exactly this number; the message gives the reason, to follow the
     *     name of the field
     */
    static String of(String json) {
        if (json.length() > MAX_LENGTH) {
            throw new ArithmeticException("is a number of " + json.length() + " characters; send it as a string");
        }
        BigDecimal number = parse(json).stripTrailingZeros();
        if (number.precision() > MAX_DIGITS) {
            throw new ArithmeticException(
                    "has " + number.precision() + " significant digits, and DynamoDB stores 38; send it as a string");
        }
        // A long, because the scale uses the whole range of an int.
        long exponent = (long) number.precision() - number.scale() - 1;
        if (number.signum() != 0 && (exponent < MIN_EXPONENT || exponent > MAX_EXPONENT)) {
            throw outOfRange();
        }
        return json.length() > MAX_DIGITS ? number.toString() : json;
    }

    private static BigDecimal parse(String json) {
        try {
            return new BigDecimal(json);
        } catch (NumberFormatException e) {
            // An exponent of more than ten digits.
            throw outOfRange();
        }
    }

    private static ArithmeticException outOfRange() {
        return new ArithmeticException(
                "is not between 1E-130 and 9.99E+125, which DynamoDB stores; send it as a string");
    }
}
