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

    private ItemNumber() {}

    /**
     * The number in a form for DynamoDB: as it is, or without the zeros at its end if it is longer than 38 characters.
     *
     * @param json a number in JSON
     * @throws Refusal if DynamoDB cannot store exactly this number
     */
    static String of(String json, String field) {
        BigDecimal number = parse(json, field).stripTrailingZeros();
        if (number.precision() > MAX_DIGITS) {
            throw Refusal.badRequest(field + " has " + number.precision()
                    + " significant digits, and DynamoDB stores 38; send it as a string");
        }
        // A long, as the scale goes to both ends of an int.
        long exponent = (long) number.precision() - number.scale() - 1;
        if (number.signum() != 0 && (exponent < MIN_EXPONENT || exponent > MAX_EXPONENT)) {
            throw outOfRange(field);
        }
        return json.length() > MAX_DIGITS ? number.toString() : json;
    }

    private static BigDecimal parse(String json, String field) {
        try {
            return new BigDecimal(json);
        } catch (NumberFormatException | ArithmeticException e) {
            // An exponent of more than ten digits.
            throw outOfRange(field);
        }
    }

    private static Refusal outOfRange(String field) {
        return Refusal.badRequest(
                field + " is not between 1E-130 and 9.99E+125, which DynamoDB stores; send it as a string");
    }
}
