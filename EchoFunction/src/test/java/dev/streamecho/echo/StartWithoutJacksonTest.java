package dev.streamecho.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.streamecho.echo.json.StreamEventSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** To load Jackson's classes takes longer than all the rest of the function's start. */
class StartWithoutJacksonTest {
    private final URLClassLoader function = new URLClassLoader(
            new URL[] {place(EchoHandler.class), place(RequestHandler.class), place(DynamodbEvent.class)},
            ClassLoader.getPlatformClassLoader());

    @AfterEach
    void close() throws IOException {
        function.close();
    }

    @Test
    void eventOfTheServiceIsEchoedWithoutJackson() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        ByteArrayOutputStream response = new ByteArrayOutputStream();

        toJson(handle(fromJson(Lambda.resource("events/all-types.json")), log), response);

        assertThat(Lambda.lines(log)).hasSize(2);
        assertThat(response.toString(UTF_8)).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void onlyUnusualEventNeedsJackson() {
        assertThatExceptionOfType(ReflectiveOperationException.class)
                .isThrownBy(() -> fromJson("{'Records':[]}"))
                .withCauseInstanceOf(NoClassDefFoundError.class);
    }

    private Object fromJson(String event) throws ReflectiveOperationException {
        InputStream input = new ByteArrayInputStream(event.getBytes(UTF_8));
        return loaded(StreamEventSerializer.class)
                .getMethod("fromJson", InputStream.class, Type.class)
                .invoke(serializer(), input, loaded(DynamodbEvent.class));
    }

    private void toJson(Object response, OutputStream output) throws ReflectiveOperationException {
        loaded(StreamEventSerializer.class)
                .getMethod("toJson", Object.class, OutputStream.class, Type.class)
                .invoke(serializer(), response, output, loaded(StreamsEventResponse.class));
    }

    private Object serializer() throws ReflectiveOperationException {
        return loaded(StreamEventSerializer.class).getConstructor().newInstance();
    }

    private Object handle(Object event, OutputStream log) throws ReflectiveOperationException {
        Constructor<?> constructor =
                loaded(EchoHandler.class).getDeclaredConstructor(String.class, OutputStream.class, Clock.class);
        constructor.setAccessible(true);
        Object handler = constructor.newInstance("INSERT,MODIFY,REMOVE", log, Clock.systemUTC());
        Class<?> contextType = loaded(Context.class);
        Object context = Proxy.newProxyInstance(function, new Class<?>[] {contextType}, (proxy, method, args) -> null);
        return loaded(EchoHandler.class)
                .getMethod("handleRequest", loaded(DynamodbEvent.class), contextType)
                .invoke(handler, event, context);
    }

    private Class<?> loaded(Class<?> type) throws ClassNotFoundException {
        return function.loadClass(type.getName());
    }

    private static URL place(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
