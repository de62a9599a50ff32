package dev.streamecho.echo.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads events with the function's serializer and with the one that the Lambda runtime uses without it. */
final class Readers {
    private static final StreamEventSerializer FUNCTION = new StreamEventSerializer();
    private static final PojoSerializer<DynamodbEvent> RUNTIME =
            LambdaEventSerializers.serializerFor(DynamodbEvent.class, Readers.class.getClassLoader());
    private static final String REFUSED = "refused";

    private Readers() {}

    private interface Reader {
        DynamodbEvent read(String json) throws IOException;
    }

    static DynamodbEvent function(String json) {
        return FUNCTION.fromJson(stream(json), DynamodbEvent.class);
    }

    static DynamodbEvent runtime(String json) {
        return RUNTIME.fromJson(stream(json));
    }

    /** What the two make of an event, where that is not the same, else null. */
    static String difference(String json) {
        return difference(json, Readers::function);
    }

    /** The same of what the function makes of an event that is not plain. */
    static String differenceIfUnusual(String json) {
        return difference(json, text -> ParsedTokens.read(text.getBytes(UTF_8)));
    }

    /** The same, where the function may also refuse what the runtime takes, but may not make something else of it. */
    static String differenceUnlessRefused(String json) {
        return functionOrRefused(json, Readers::function) == REFUSED ? null : difference(json);
    }

    private static String difference(String json, Reader reader) {
        Object function = functionOrRefused(json, reader);
        Object runtime = runtimeOrRefused(json);
        if (Objects.equals(function, runtime)) {
            return null;
        }
        return "%s%nfunction: %s%nruntime:  %s".formatted(json, function, runtime);
    }

    private static Object functionOrRefused(String json, Reader reader) {
        try {
            return reader.read(json);
        } catch (MalformedEventException e) {
            return REFUSED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object runtimeOrRefused(String json) {
        try {
            return runtime(json);
        } catch (UncheckedIOException e) {
            return REFUSED;
        }
    }

    /** The names of the files of events, without .json. */
    static List<String> eventNames() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/events"))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream file = Readers.class.getResourceAsStream("/" + name)) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    private static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(UTF_8));
    }
}
