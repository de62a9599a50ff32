package dev.streamecho.trigger.function;

import static dev.streamecho.trigger.function.LocalFunctionTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.InitError;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With AWS's client, and without it. */
class PythonRuntimeTest extends RunsFunctions {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d";

    @BeforeEach
    void needsPython() {
        assumeThat(Interpreter.missing("python3.13")).as("python3").isEmpty();
    }

    static Stream<Arguments> handlers() {
        return Stream.of(true, false)
                .flatMap(hasClient -> Stream.of(
                        Arguments.of("app.py", "app.handler", hasClient),
                        Arguments.of("src/app.py", "src.app.handler", hasClient),
                        Arguments.of("src/app.py", "src/app.handler", hasClient),
                        Arguments.of("app/__init__.py", "app.handler", hasClient)));
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void handlersAreFoundWhereAwsFindsThem(String file, String handler, boolean hasClient) throws Exception {
        write(file, "def handler(event, context):\n    return 'found'\n");

        assertThat(text(invoke(start(handler, hasClient)))).isEqualTo("\"found\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            app.handler     | EchoFunction: Handler app.handler: there is no app.py in CODE
            src/app.handler | EchoFunction: Handler src/app.handler: there is no src/app.py in CODE
            handler         | EchoFunction: Handler handler: use MODULE.FUNCTION, such as app.lambda_handler
            """)
    void aHandlerWithoutAFileIsRefusedAtTheStart(String handler, String message) throws Exception {
        write("main.py", "");
        LocalFunction function = functions.add(new LocalFunction(configuration(handler), functions::log));

        assertThatThrownBy(function::start)
                .isInstanceOf(CodeError.class)
                .hasMessage(message.replace("CODE", code().toString()));
    }

    static Stream<Arguments> unloadable() {
        return Stream.of(true, false)
                .flatMap(hasClient -> Stream.of(
                        Arguments.of(
                                "other = 1",
                                "Runtime.HandlerNotFound",
                                "Handler 'handler' missing on module 'app'",
                                hasClient),
                        Arguments.of(
                                "import nowhere",
                                "Runtime.ImportModuleError",
                                "Unable to import module 'app': No module named 'nowhere'",
                                hasClient),
                        Arguments.of(
                                "def handler(:",
                                "Runtime.UserCodeSyntaxError",
                                "Syntax error in module 'app': invalid syntax (app.py, line 1)",
                                hasClient),
                        Arguments.of("raise TypeError('no table')", "TypeError", "no table", hasClient)));
    }

    @ParameterizedTest
    @MethodSource("unloadable")
    void whatCannotBeLoadedIsAnInitError(String code, String type, String message, boolean hasClient) throws Exception {
        write("app.py", code);

        Optional<Outcome> outcome = functions
                .add(new LocalFunction(
                        configuration("app.handler"), functions::log, OptionalInt.empty(), runtime(hasClient), 1))
                .start()
                .get();

        assertThat(outcome).contains(new InitError(type, message));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResponseThatIsNoJsonIsAnError(boolean hasClient) throws Exception {
        write("app.py", "def handler(event, context):\n    return {1, 2}\n");

        assertThat(invoke(start("app.handler", hasClient)).outcome())
                .isEqualTo(new FunctionError(
                        "Runtime.MarshalError",
                        "Unable to marshal response: Object of type set is not JSON serializable"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void numbersOfTheTableAreNumbers(boolean hasClient) throws Exception {
        write("app.py", """
                from decimal import Decimal

                def handler(event, context):
                    return [Decimal("3"), Decimal("0.25")]
                """);

        assertThat(text(invoke(start("app.handler", hasClient)))).isEqualTo("[3, 0.25]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLoggerWritesLinesAsTheServiceDoes(boolean hasClient) throws Exception {
        write("app.py", """
                import logging

                logger = logging.getLogger()
                logger.setLevel(logging.INFO)

                def handler(event, context):
                    logger.debug("not written")
                    logger.info("count: %d", 3)
                    raise ValueError("too far")
                """);
        LocalFunction function = start("app.handler", hasClient);

        String id = invoke(function).requestId();

        assertThat(functions.lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("\\* \\[INFO]\t" + TIME + "\\.\\d{3}Z\t" + id + "\tcount: 3"),
                        line -> assertThat(line).isEqualTo("* [ERROR] ValueError: too far"),
                        line -> assertThat(line).isEqualTo("* Traceback (most recent call last):"),
                        line -> assertThat(line)
                                .isEqualTo("* \u00a0\u00a0File \"%s\", line 9, in handler"
                                        .formatted(code().resolve("app.py"))),
                        line -> assertThat(line).isEqualTo("* \u00a0\u00a0\u00a0\u00a0raise ValueError(\"too far\")"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inJsonTheLoggerWritesObjectsFromItsLevelOn(boolean hasClient) throws Exception {
        write("app.py", """
                import logging

                def handler(event, context):
                    logging.getLogger("mine").info("not written")
                    logging.getLogger("mine").warning("count: %d", 3, extra={"table": "Items"})
                    print("plain")
                """);
        LocalFunction function = functions.start(
                EnvironmentTest.withLogging(
                        configuration("app.handler"),
                        new LoggingConfig("JSON", Optional.of("WARN"), "/aws/lambda/echo")),
                runtime(hasClient),
                1);

        String id = invoke(function).requestId();

        assertThat(functions.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("\\* \\{\"timestamp\": \"" + TIME + "Z\", \"level\": \"WARNING\","
                                        + " \"message\": \"count: 3\", \"logger\": \"mine\", \"requestId\": \"" + id
                                        + "\", \"table\": \"Items\"}"),
                        line -> assertThat(line).isEqualTo("* plain"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void modulesOfLayersAreFoundAfterTheCodesOwn(boolean hasClient) throws Exception {
        write("app.py", "import own, layered\n\ndef handler(event, context):\n    return [own.NAME, layered.NAME]\n");
        write("own.py", "NAME = 'own'");
        Path layers = folder.resolve("layers");
        write(layers.resolve("python/own.py"), "NAME = 'not own'");
        write(layers.resolve("python/lib/python3.13/site-packages/layered.py"), "NAME = 'layered'");
        LocalFunction function =
                functions.start(configuration("app.handler").withLayers(layers), runtime(hasClient), 1);

        assertThat(text(invoke(function))).isEqualTo("[\"own\", \"layered\"]");
    }

    @Test
    void theSdkIsThereAndCallsTheEndpointOfItsVariable() throws Exception {
        write("app.py", """
                import boto3

                def handler(event, context):
                    return [boto3.client("dynamodb").meta.endpoint_url, boto3.client("s3").meta.endpoint_url,
                            boto3.resource("dynamodb").meta.client.meta.region_name]
                """);
        LocalFunction function = functions.start(TestFunctions.configuration(
                "python3.13",
                "app.handler",
                code(),
                Duration.ofSeconds(60),
                Map.of(
                        EndpointVariables.of("DynamoDB"),
                        "http://127.0.0.1:8000",
                        EndpointVariables.OF_ANY_SERVICE,
                        "http://127.0.0.1:9000")));

        assertThat(text(invoke(function)))
                .isEqualTo("[\"http://127.0.0.1:8000\", \"http://127.0.0.1:9000\", \"eu-central-1\"]");
    }

    @Test
    void codeIsNotCompiledIntoItsFolder() throws Exception {
        write("app.py", """
                import os
                import other

                def handler(event, context):
                    return os.listdir()
                """);
        write("other.py", "");

        String files = text(invoke(start("app.handler", true)));

        assertThat(List.of(files.split("[\\[\\], \"]+")))
                .contains("app.py", "other.py")
                .doesNotContain("__pycache__");
    }

    private Path code() {
        return folder.resolve("code");
    }

    private void write(String file, String content) throws IOException {
        write(code().resolve(file), content);
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private FunctionConfiguration configuration(String handler) {
        return TestFunctions.configuration("python3.13", handler, code(), Duration.ofSeconds(60), Map.of());
    }

    private LocalFunction start(String handler, boolean hasClient) {
        return functions.start(configuration(handler), runtime(hasClient), 1);
    }

    private static FunctionRuntime runtime(boolean hasClient) {
        RuntimeFiles files = RuntimeFiles.ofTrigger();
        return hasClient ? new PythonRuntime(files) : PythonRuntime.withoutPackages(files);
    }

    private static Invocation invoke(LocalFunction function) throws InterruptedException {
        return function.invoke("{\"id\":1}".getBytes(UTF_8));
    }
}
