package dev.streamecho.echo.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

/**
 * Reads {@link DynamodbEvent} and writes {@link StreamsEventResponse} in place of the Lambda runtime's own serializer,
 * with the same values and the same JSON, without the reflection that is most of a typed handler's cold start. The
 * runtime finds it through {@code META-INF/services}; the handler does not know about it.
 *
 * <p>An event that is written as the service writes it is read directly from its bytes. Any other event is read again
 * from its start with Jackson's parser, which is not loaded until then, and which names what is wrong.
 *
 * <p>As in the runtime's own serializer, fields may come in any order, unknown ones are skipped, the last of two with the
 * same name counts, what follows the event is ignored, and objects and arrays may be 1000 levels deep. Unlike that
 * serializer, it accepts only JSON, and only values of the type that the service sends: a number in place of a string, or
 * a string in place of a boolean, is refused with its place rather than converted.
 *
 * <p>This class is thread-safe.
 */
public final class StreamEventSerializer implements CustomPojoSerializer {

    private static final byte[] SAMPLE =
            "{\"Records\":[{\"dynamodb\":{\"ApproximateCreationDateTime\":1,\"Keys\":{\"id\":{\"S\":\"\"}},\"StreamViewType\":\"KEYS_ONLY\"}}]}"
                    .getBytes(US_ASCII);

    /**
     * Called by the Lambda runtime in the init phase, in which a function has a whole processor; later it has only the share
     * that goes with its memory. So this reads and writes once, to load the classes that are needed. As SnapStart
     * requires, they hold nothing that is unique to a process.
     *
     * @see <a href="https://serverlessland.com/content/service/lambda/guides/effectively-running-java-on-serverless/init-heavy-lifting">Utilize
     *     initialization phase</a>
     */
    public StreamEventSerializer() {
        fromJson(new ByteArrayInputStream(SAMPLE), DynamodbEvent.class);
        toJson(new StreamsEventResponse(), OutputStream.nullOutputStream(), StreamsEventResponse.class);
    }

    /**
     * Reads an event. The input stays open.
     *
     * @return null if the JSON is null
     * @throws IllegalArgumentException if the type is not {@link DynamodbEvent}
     * @throws MalformedEventException if the input is not JSON, or not of this type; the message says where
     * @throws UncheckedIOException if the input cannot be read
     */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T fromJson(InputStream input, Type type) {
        requireType(DynamodbEvent.class, type);
        try {
            return (T) read(input.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The event could not be read", e);
        }
    }

    /**
     * Reads an event from a string, as {@link #fromJson(InputStream, Type)} does from a stream.
     *
     * @throws IllegalArgumentException if the type is not {@link DynamodbEvent}
     * @throws MalformedEventException if the string is not JSON, or not of this type; the message says where
     */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T fromJson(String input, Type type) {
        requireType(DynamodbEvent.class, type);
        try {
            return (T) ParsedTokens.read(input);
        } catch (IOException e) {
            throw new UncheckedIOException("The event could not be read", e);
        }
    }

    /**
     * Writes a response without its null fields. The output is neither flushed nor closed.
     *
     * @throws IllegalArgumentException if the type is not {@link StreamsEventResponse}
     * @throws UncheckedIOException if the output cannot be written
     */
    @Override
    public <T> void toJson(T value, OutputStream output, Type type) {
        requireType(StreamsEventResponse.class, type);
        JsonWriter json = new JsonWriter();
        write((StreamsEventResponse) value, json);
        try {
            json.writeTo(output);
        } catch (IOException e) {
            throw new UncheckedIOException("The response could not be written", e);
        }
    }

    private static DynamodbEvent read(byte[] json) throws IOException {
        try {
            EventTokens tokens = new PlainTokens(json);
            tokens.start();
            return new EventReader(tokens).event();
        } catch (NotPlainException e) {
            return ParsedTokens.read(json);
        }
    }

    private static void write(StreamsEventResponse response, JsonWriter json) {
        if (response == null) {
            json.nullValue();
            return;
        }
        json.beginObject();
        if (response.getBatchItemFailures() != null) {
            json.name("batchItemFailures").beginArray();
            for (BatchItemFailure failure : response.getBatchItemFailures()) {
                write(failure, json);
            }
            json.endArray();
        }
        json.endObject();
    }

    private static void write(BatchItemFailure failure, JsonWriter json) {
        if (failure == null) {
            json.nullValue();
            return;
        }
        json.beginObject();
        if (failure.getItemIdentifier() != null) {
            json.name("itemIdentifier").value(failure.getItemIdentifier());
        }
        json.endObject();
    }

    private static void requireType(Class<?> served, Type type) {
        if (type != served) {
            throw new IllegalArgumentException("dev.streamecho.echo.json has no serializer for " + type.getTypeName()
                    + ", only for " + served.getName() + ". Without the file"
                    + " META-INF/services/com.amazonaws.services.lambda.runtime.CustomPojoSerializer the runtime's own"
                    + " serializer takes every type");
        }
    }
}
