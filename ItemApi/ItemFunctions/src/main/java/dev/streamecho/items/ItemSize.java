package dev.streamecho.items;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of an item as DynamoDB counts it. The size of numbers is documented as approximate, so here they count as little
 * as possible: an item that is too large by this count is too large for DynamoDB, and one that is not may still be.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item sizes
 *     and formats</a>
 */
final class ItemSize {
    /** The maximum size of an item, in bytes. */
    static final int LIMIT = 400 * 1024;

    private static final int OF_FLAG = 1;
    private static final int OF_NUMBER = 1;
    private static final int OF_COLLECTION = 3;
    private static final int OF_ELEMENT = 1;

    private ItemSize() {}

    /** Returns the minimum size of the item, in bytes. */
    static long of(Map<String, AttributeValue> item) {
        long size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            size += utf8Length(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    private static long of(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8Length(value.s());
            case N -> OF_NUMBER;
            case M -> OF_COLLECTION + (long) OF_ELEMENT * value.m().size() + of(value.m());
            case L -> OF_COLLECTION + (long) OF_ELEMENT * value.l().size() + of(value.l());
            default -> OF_FLAG;
        };
    }

    private static long of(List<AttributeValue> values) {
        long size = 0;
        for (AttributeValue value : values) {
            size += of(value);
        }
        return size;
    }

    /** Returns the length in UTF-8 of a string without half surrogate pairs, in bytes. */
    static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A surrogate pair has four bytes, two for each half.
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
