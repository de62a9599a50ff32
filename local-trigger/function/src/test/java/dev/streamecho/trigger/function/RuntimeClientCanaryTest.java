package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.api.client.LambdaRequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.logging.FramedTelemetryLogSink;
import com.amazonaws.services.lambda.runtime.api.client.logging.LambdaContextLogger;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaRuntimeApiClient;
import com.amazonaws.services.lambda.runtime.logging.LogFormat;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.streamecho.trigger.function.bootstrap.Bootstrap;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What we use of AWS's runtime interface client that is not its API. After an update that fails one of these, look at the
 * class that the test names before anything else: functions may otherwise fail in a way that does not lead there.
 */
class RuntimeClientCanaryTest {
    @TempDir
    private Path folder;

    /** {@code PlainRuntime}: the loading of handlers is private, and a copy of it would need the same private field. */
    @Test
    void handlersAreLoadedByAPrivateMethodAndItsField() throws ReflectiveOperationException {
        var load = AWSLambda.class.getDeclaredMethod(
                "getLambdaRequestHandlerObject", String.class, LambdaContextLogger.class, LambdaRuntimeApiClient.class);
        var classLoader = AWSLambda.class.getDeclaredField("customerClassLoader");

        assertThat(Modifier.isStatic(load.getModifiers())).isTrue();
        assertThat(load.getReturnType()).isEqualTo(LambdaRequestHandler.class);
        assertThat(classLoader.getType()).isEqualTo(URLClassLoader.class);
    }

    /** {@code LayerClassPath}: no setting leads the client elsewhere, so that it is told another folder of the code. */
    @Test
    void codeIsTakenFromTheWorkingFolderAndLayersFromOpt() throws IOException {
        assertThat(constantsOf("AWSLambda")).contains("user.dir", "/opt/java");
    }

    /** {@code RuntimeCommand}: without the property each start writes the library to /tmp, where two would share it. */
    @Test
    void theNativePartIsLoadedFromAProperty() throws IOException {
        assertThat(constantsOf("runtimeapi/JniHelper")).contains(Bootstrap.NATIVE_PART);
    }

    /** {@code RuntimeFiles}: the native part is found by its name in the client's jar. */
    @Test
    void theNativePartHasANameForEachSystem() {
        for (String system : List.of("linux-x86_64", "linux-aarch_64", "linux_musl-x86_64", "linux_musl-aarch_64")) {
            assertThat(AWSLambda.class.getResource("/jni/libaws-lambda-jni.%s.so".formatted(system)))
                    .as(system)
                    .isNotNull();
        }
    }

    /** {@code LogDecoder}: on AWS another process reads the frames, and their format is not documented. */
    @Test
    void framesOfTheLoggerAreUnderstood() throws IOException {
        Path file = folder.resolve("frames");
        try (FileOutputStream output = new FileOutputStream(file.toFile())) {
            FramedTelemetryLogSink sink = new FramedTelemetryLogSink(output.getFD());
            sink.log(LogLevel.INFO, LogFormat.TEXT, "one\n".getBytes(UTF_8));
            sink.log(LogLevel.ERROR, LogFormat.JSON, "{\"level\":\"ERROR\"}".getBytes(UTF_8));
        }
        byte[] frames = Files.readAllBytes(file);
        List<String> lines = new ArrayList<>();

        new LogDecoder(lines::add).decode(frames, frames.length);

        assertThat(lines).containsExactly("one", "{\"level\":\"ERROR\"}");
    }

    /** {@code RuntimeVariables}: without the variable, two messages without an end of line become one line. */
    @Test
    void framesAreAskedForByAVariable() throws IOException {
        assertThat(constantsOf("AWSLambda")).contains("_LAMBDA_TELEMETRY_LOG_FD");
    }

    /** The bytes of a class file, in which its string constants can be read. */
    private static String constantsOf(String name) throws IOException {
        String file = "/com/amazonaws/services/lambda/runtime/api/client/%s.class".formatted(name);
        try (InputStream content = AWSLambda.class.getResourceAsStream(file)) {
            assertThat(content).as(file).isNotNull();
            return new String(content.readAllBytes(), ISO_8859_1);
        }
    }
}
