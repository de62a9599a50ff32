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

    /** Says whether an object starts here. If not, the value is null. */
    abstract boolean startsObject() throws IOException;

    /** Moves to the value of the object's next field. Returns the field's name, or null at the end of the object. */
    abstract String nextField() throws IOException;

    /** Says whether there is a list here. If not, the value is null. */
    abstract boolean isList() throws IOException;

    /** Says whether the list is an array. If not, the current value is the list's only element. */
    abstract boolean startsArray();

    /** Moves to the array's next element. Returns false at the end of the array. */
    abstract boolean nextElement() throws IOException;

    /** A text, or null. */
    abstract String text() throws IOException;

    /** A text that is most often the same as in the same field before, or null. */
    abstract String repeatedText() throws IOException;

    /** An element of a list of texts, or null. */
    abstract String textElement() throws IOException;

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
