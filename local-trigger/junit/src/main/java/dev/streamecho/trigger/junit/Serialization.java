package dev.streamecho.trigger.junit;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Events and responses of one handler as the Lambda runtime for Java reads and writes them: by the function's own serializer if it
 * has one, by those for AWS's event types, or else by the runtime's Jackson.
 *
 * <p>This class is not thread-safe, as a process of a function has one call at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-custom-serialization.html">Serialization in Lambda Java
 *     functions</a>
 */
final class Serialization {
    private static final String ANY_EVENT = """
            {"Records": [{"eventName": "INSERT", "dynamodb": {"ApproximateCreationDateTime": 1,
              "Keys": {"id": {"S": "1"}}, "NewImage": {"id": {"S": "1"}}}}]}
            """;

    /** The runtime's own, which take long to make, and are thread-safe. */
    private static final Map<Type, PojoSerializer<Object>> OF_RUNTIME = new ConcurrentHashMap<>();

    private boolean isSought;
    private @Nullable CustomPojoSerializer custom;

    @Nullable
    Object read(InputStream event, Type type) {
        if (type == InputStream.class) {
            return event;
        }
        Optional<CustomPojoSerializer> own = custom();
        return own.isPresent()
                ? own.get().fromJson(event, type)
                : serializer(type).fromJson(event);
    }

    void write(@Nullable Object response, OutputStream output) throws IOException {
        Optional<CustomPojoSerializer> own = custom();
        if (response == null) {
            output.write("null".getBytes(StandardCharsets.UTF_8));
        } else if (own.isPresent()) {
            own.get().toJson(response, output, response.getClass());
        } else {
            serializer(response.getClass()).toJson(response, output);
        }
    }

    private Optional<CustomPojoSerializer> custom() {
        if (!isSought) {
            custom = ServiceLoader.load(CustomPojoSerializer.class).findFirst().orElse(null);
            isSought = true;
        }
        return Optional.ofNullable(custom);
    }

    private PojoSerializer<Object> serializer(Type type) {
        return OF_RUNTIME.computeIfAbsent(type, Serialization::make);
    }

    /** Makes what reads events of a type of AWS's, in a thread of its own: as long takes what a test opens meanwhile. */
    static void warmUp(Type type) {
        if (!isEvent(type)) {
            return;
        }
        Thread thread = new Thread(() -> read(type), "loads " + type.getTypeName());
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(Type type) {
        boolean isReadOtherwise = ServiceLoader.load(CustomPojoSerializer.class).stream()
                .findFirst()
                .isPresent();
        if (!isReadOtherwise) {
            OF_RUNTIME.computeIfAbsent(type, Serialization::make).fromJson(ANY_EVENT);
        }
    }

    private static boolean isEvent(Type type) {
        return type instanceof Class<?> raw && LambdaEventSerializers.isLambdaSupportedEvent(raw.getName());
    }

    @SuppressWarnings("unchecked")
    private static PojoSerializer<Object> make(Type type) {
        if (isEvent(type)) {
            return (PojoSerializer<Object>) LambdaEventSerializers.serializerFor(
                    (Class<?>) type, Thread.currentThread().getContextClassLoader());
        }
        return JacksonFactory.getInstance().getSerializer(type);
    }
}
