package dev.streamecho.echo.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Date;

/**
 * The tokens of an event, one value after the other.
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

    /** A string, or null. */
    abstract String text() throws IOException;

    /** A string that is most often the same as in the same field before, or null. */
    abstract String repeatedText() throws IOException;

    /** True, false or null. */
    abstract Boolean flag() throws IOException;

    /** A whole number, or null. */
    abstract Long number() throws IOException;

    /**
     * A time in seconds, or null. As in the Lambda runtime's own serializer it passes through a double, whose part under
     * a millisecond is cut off, and 0 is null.
     */
    abstract Date time() throws IOException;

    /** Bytes from base64, or null. */
    abstract ByteBuffer binary() throws IOException;

    /** Passes over the current value, with all that is in it. */
    abstract void skip() throws IOException;

    /** The exception for a current value that is of the right type but wrong all the same. */
    abstract RuntimeException wrong(String expected);

    /** Seconds as a date. */
    static Date date(double seconds) {
        return seconds == 0 ? null : new Date((long) (seconds * 1000.0));
    }
}
