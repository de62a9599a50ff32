package dev.streamecho.echo.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Date;

/**
 * The tokens of an event, one value after another.
 *
 * <p>A method for a value starts where the value starts, and leaves it to be passed by the next {@link #nextField()} or
 * {@link #nextElement()}. It throws if the value is of another type: {@link NotPlainException} or
 * {@link MalformedEventException}.
 */
abstract class EventTokens {

    /** Moves to the value that is the whole event. */
    abstract void start() throws IOException;

    /** Returns whether an object starts here. If not, the value is null. */
    abstract boolean startsObject() throws IOException;

    /** Moves to the value of the object's next field. Returns the field's name, or null at the end of the object. */
    abstract String nextField() throws IOException;

    /** Returns whether an array starts here. If not, the value is null. */
    abstract boolean startsArray() throws IOException;

    /** Moves to the array's next element. Returns false at the end of the array. */
    abstract boolean nextElement() throws IOException;

    /** Returns the current string, or null for a null. */
    abstract String string() throws IOException;

    /** Returns the current string, which is most often the same as the last one in this field, or null for a null. */
    abstract String repeatedString() throws IOException;

    /** Returns the current boolean, or null for a null. */
    abstract Boolean flag() throws IOException;

    /** Returns the current whole number, or null for a null. */
    abstract Long number() throws IOException;

    /**
     * Returns the current time in seconds, or null for a null. As in the Lambda runtime's own serializer it passes through
     * a double, whose fraction of a millisecond is truncated, and 0 gives null.
     */
    abstract Date time() throws IOException;

    /** Returns the bytes of the current base64 string, or null for a null. */
    abstract ByteBuffer binary() throws IOException;

    /** Skips the current value, with everything in it. */
    abstract void skip() throws IOException;

    /** Returns the exception for a current value of the right type that is wrong nevertheless. */
    abstract RuntimeException wrong(String expected);

    /** Returns seconds as a date; null for 0. */
    static Date date(double seconds) {
        return seconds == 0 ? null : new Date((long) (seconds * 1000.0));
    }
}
