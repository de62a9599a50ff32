package dev.streamecho.trigger.function;

import static dev.streamecho.trigger.function.LocalFunctionTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.InitError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeRuntimeTest extends RunsFunctions {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    @BeforeEach
    void needsNode() {
        assumeThat(Interpreter.missing("nodejs22.x")).as("node").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            index.js         | index.handler         | exports.handler = async () => 'found'
            index.cjs        | index.handler         | exports.handler = async () => 'found'
            index.mjs        | index.handler         | export const handler = async () => 'found'
            src/a/b.js       | src/a/b.handler       | exports.handler = async () => 'found'
            src/a/b.mjs      | src/a/b.deep.handler  | export const deep = { handler: async () => 'found' }
            lib/index.js     | lib.handler           | exports.handler = async () => 'found'
            node_modules/lib/index.js | lib.handler  | exports.handler = async () => 'found'
            index.mjs        | index.handler         | const word = await Promise.resolve('found'); export const handler = async () => word
            index.mjs        | index.handler         | import { basename } from 'node:path'; export const handler = async () => basename('/a/found')
            """)
    void handlersAreFoundWhereAwsFindsThem(String file, String handler, String code) throws Exception {
        write(file, code);

        assertThat(text(invoke("nodejs22.x", handler))).isEqualTo("\"found\"");
    }

    @Test
    void aFileIsAModuleIfTheNearestPackageJsonSaysSo() throws Exception {
        write("package.json", "{\"type\": \"module\"}");
        write("src/app.js", "export const handler = async () => 'module';");
        write("old/package.json", "{}");
        write("old/app.js", "exports.handler = async () => 'script';");

        assertThat(text(invoke("nodejs22.x", "src/app.handler"))).isEqualTo("\"module\"");
        assertThat(text(invoke("nodejs22.x", "old/app.handler"))).isEqualTo("\"script\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            index.handler  | EchoFunction: Handler index.handler: there is no index.js or index.mjs or index.cjs in CODE
            src/a.b.c      | EchoFunction: Handler src/a.b.c: there is no src/a.js or src/a.mjs or src/a.cjs in CODE
            app.handler    | EchoFunction: Handler app.handler: there is no app.js or app.mjs or app.cjs in CODE, but TypeScript, which has to be built: give the function Metadata with BuildMethod: esbuild
            handler        | EchoFunction: Handler handler: use FILE.FUNCTION, such as index.handler
            ../app.handler | EchoFunction: Handler ../app.handler: use FILE.FUNCTION, such as index.handler
            """)
    void aHandlerWithoutAFileIsRefusedAtTheStart(String handler, String message) throws Exception {
        write("app.ts", "");
        LocalFunction function = functions.add(new LocalFunction(configuration("nodejs22.x", handler), functions::log));

        assertThatThrownBy(function::start)
                .isInstanceOf(CodeError.class)
                .hasMessage(message.replace("CODE", code().toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exports.other = 1                  | Runtime.HandlerNotFound     | index.handler is undefined or not exported
            exports.handler = 1                | Runtime.HandlerNotFound     | index.handler is not a function
            exports.handler = ( => 1           | Runtime.UserCodeSyntaxError | SyntaxError: Unexpected token '=>' (CODE/index.js:1)
            require('nowhere')                 | Runtime.ImportModuleError   | Error: Cannot find module 'nowhere'
            throw new TypeError('no table')    | TypeError                   | no table
            throw 'no table'                   | string                      | no table
            """)
    void whatCannotBeLoadedIsAnInitError(String code, String type, String message) throws Exception {
        write("index.js", code);

        Optional<Invocation.Outcome> outcome = functions
                .add(new LocalFunction(configuration("nodejs22.x", "index.handler"), functions::log))
                .start()
                .get();

        assertThat(outcome)
                .hasValueSatisfying(error -> assertThat(error).isInstanceOfSatisfying(InitError.class, init -> {
                    assertThat(init.errorType()).isEqualTo(type);
                    assertThat(init.errorMessage()).startsWith(message.replace("CODE", code().toString()));
                }));
    }

    @ParameterizedTest
    @CsvSource({"index.mjs, 2", "lib/other.mjs, 1"})
    void aSyntaxErrorInAModuleNamesItsLine(String file, int line) throws Exception {
        write("index.mjs", "import { other } from './lib/other.mjs';\nexport const handler = async () => other;");
        write("lib/other.mjs", "export const other = 1;");
        write(file, Files.readString(code().resolve(file)).replace("export const", "export konst"));

        assertThat(invoke("nodejs22.x", "index.handler").outcome())
                .isEqualTo(new InitError(
                        "Runtime.UserCodeSyntaxError",
                        "SyntaxError: Unexpected token 'export' (%s:%d)".formatted(code().resolve(file), line)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (event, context, callback) => callback(null, 'called back')                            | "called back"
            (event, context, callback) => setTimeout(() => callback(null, 'called back'), 20)      | "called back"
            (event, context, callback) => { setTimeout(() => { event.late = 1; }, 20); callback(null, event); } | {"id":1,"late":1}
            (event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false; setTimeout(() => { event.late = 1; }, 200_000); callback(null, event); } | {"id":1}
            (event, context) => context.succeed('succeeded')                                       | "succeeded"
            (event, context) => context.done(null, 'done')                                         | "done"
            (event, context) => 'ignored'                                                          | null
            (event) => Promise.resolve('promised')                                                 | "promised"
            async (event) => undefined                                                             | null
            """)
    void upToNodejs22AHandlerMayCallBack(String handler, String response) throws Exception {
        write("index.js", "exports.handler = " + handler);

        assertThat(text(invoke("nodejs22.x", "index.handler"))).isEqualTo(response);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (event, context, callback) => callback(new RangeError('too far'))   | RangeError | too far
            (event, context, callback) => callback('just text')                 | string     | just text
            (event, context) => context.fail(new RangeError('too far'))         | RangeError | too far
            async () => { throw new RangeError('too far') }                     | RangeError | too far
            () => { throw new RangeError('too far') }                           | RangeError | too far
            async () => { const circle = {}; circle.self = circle; return circle } | Error   | Unable to stringify response body
            async () => new Promise(() => {}) | Runtime.NodeJsExit | The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes
            """)
    void errorsHaveTheTypeAndMessageOfAws(String handler, String type, String message) throws Exception {
        write("index.js", "exports.handler = " + handler);

        assertThat(invoke("nodejs22.x", "index.handler").outcome()).isEqualTo(new FunctionError(type, message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            async () => { Promise.reject(new RangeError('too far')); await new Promise((done) => setTimeout(done, 5000)); } | Runtime.UnhandledPromiseRejection | RangeError: too far
            async () => { setTimeout(() => { throw new RangeError('too far') }); await new Promise((done) => setTimeout(done, 5000)); } | RangeError | too far
            """)
    void anErrorThatNobodyAwaitsEndsTheProcess(String handler, String type, String message) throws Exception {
        write("index.js", "exports.handler = " + handler);
        LocalFunction function = functions.start(configuration("nodejs22.x", "index.handler"));

        assertThat(invoke(function).outcome()).isEqualTo(new FunctionError(type, message));
        assertThat(invoke(function).initDuration()).isPresent();
    }

    @Test
    void fromNodejs24OnACallbackIsRefused() throws Exception {
        write("index.js", "exports.handler = (event, context, callback) => callback(null, 1);");

        assertThat(invoke("nodejs24.x", "index.handler").outcome())
                .isEqualTo(
                        new InitError(
                                "Runtime.CallbackHandlerDeprecated",
                                "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24."
                                        + " You need to modify this function to use a supported handler signature to use Node.js 24 or"
                                        + " later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (event) => event                                             | {"id":1}
            async (event) => event                                       | {"id":1}
            (event, context) => ['done', 'succeed', 'fail', 'callbackWaitsForEmptyEventLoop'].filter((name) => name in context) | []
            """)
    void fromNodejs24OnTheResultIsTheResponse(String handler, String response) throws Exception {
        write("index.js", "exports.handler = " + handler);

        assertThat(text(invoke("nodejs24.x", "index.handler"))).isEqualTo(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodejs22.x", "nodejs24.x"})
    void aStreamedResponseArrivesAsAWhole(String runtime) throws Exception {
        write("index.mjs", """
                import { pipeline } from 'node:stream/promises';
                import { Readable } from 'node:stream';

                export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {
                  await pipeline(Readable.from(['{"batch', 'ItemFailures":', '[]}']), responseStream);
                });
                """);

        assertThat(text(invoke(runtime, "index.handler"))).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void anErrorAfterTheFirstPartOfAStreamIsAnError() throws Exception {
        write("index.mjs", """
                export const handler = awslambda.streamifyResponse(async (event, responseStream) => {
                  responseStream.write('first');
                  throw new RangeError('too far');
                });
                """);

        assertThat(invoke("nodejs22.x", "index.handler").outcome())
                .isEqualTo(new FunctionError("RangeError", "too far"));
    }

    @Test
    void theConsoleWritesLinesAsTheServiceDoes() throws Exception {
        write("index.js", """
                exports.handler = async () => {
                  console.log('count: %d', 3);
                  console.debug({ id: 1 });
                  console.warn('careful');
                  console.error(new RangeError('too far').message);
                };
                """);
        LocalFunction function = functions.start(configuration("nodejs22.x", "index.handler"));

        String id = invoke(function).requestId();

        assertThat(functions.lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("\\* " + TIME + "\t" + id + "\tINFO\tcount: 3"),
                        line -> assertThat(line).matches("\\* " + TIME + "\t" + id + "\tDEBUG\t\\{ id: 1 }"),
                        line -> assertThat(line).matches("\\* " + TIME + "\t" + id + "\tWARN\tcareful"),
                        line -> assertThat(line).matches("\\* " + TIME + "\t" + id + "\tERROR\ttoo far"));
    }

    @Test
    void inJsonTheConsoleWritesObjectsFromItsLevelOn() throws Exception {
        write("index.js", """
                exports.handler = async () => {
                  console.debug('not written');
                  console.log({ id: 1 });
                  console.log('count: %d', 3);
                  throw new RangeError('too far');
                };
                """);
        FunctionConfiguration configuration = EnvironmentTest.withLogging(
                configuration("nodejs22.x", "index.handler"),
                new LoggingConfig("JSON", Optional.of("INFO"), "/aws/lambda/echo"));
        LocalFunction function = functions.start(configuration);

        String id = invoke(function).requestId();

        String start =
                "\\* \\{\"timestamp\":\"" + TIME + "\",\"level\":\"%s\",\"requestId\":\"" + id + "\",\"message\":";
        assertThat(functions.lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches(start.formatted("INFO") + "\\{\"id\":1}}"),
                        line -> assertThat(line).matches(start.formatted("INFO") + "\"count: 3\"}"),
                        line -> assertThat(line)
                                .matches(
                                        start.formatted("ERROR")
                                                + "\\{\"errorType\":\"RangeError\",\"errorMessage\":\"too far\",\"stackTrace\":\\[.*]}}")
                                .contains(code().resolve("index.js") + ":5:"));
    }

    @Test
    void theLogOfAnErrorNamesTheUsersFile() throws Exception {
        write("index.js", "exports.handler = async () => {\n  throw new RangeError('too far');\n};");
        LocalFunction function = functions.start(configuration("nodejs22.x", "index.handler"));

        invoke(function);

        assertThat(functions.lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(
                                "\tERROR\tInvoke Error \t{\"errorType\":\"RangeError\",\"errorMessage\":\"too far\",\"stack\":[")
                        .contains(code().resolve("index.js") + ":2:9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.js", "index.mjs"})
    void packagesOfLayersAndOfTheRuntimeAreFound(String file) throws Exception {
        write(
                file,
                file.equals("index.js")
                        ? "const names = ['own', 'layered', '@aws-sdk/given'].map((name) => require(name)); exports.handler = async () => names;"
                        : """
                        import own from 'own';
                        import layered from 'layered';
                        import given from '@aws-sdk/given';
                        export const handler = async () => [own, layered, given];
                        """);
        write("node_modules/own/index.js", "module.exports = 'own';");
        Path layers = folder.resolve("layers");
        Path libraries = folder.resolve("libraries");
        for (Path parent : List.of(layers.resolve("nodejs"), libraries)) {
            write(parent.resolve("node_modules/own/index.js"), "module.exports = 'not own';");
            write(parent.resolve("node_modules/layered/index.js"), "module.exports = '" + parent.getFileName() + "';");
            write(parent.resolve("node_modules/@aws-sdk/given/index.js"), "module.exports = 'given';");
        }

        LocalFunction function = functions.start(
                configuration("nodejs22.x", "index.handler").withLayers(layers).withLibraries(Optional.of(libraries)));

        assertThat(text(invoke(function))).isEqualTo("[\"own\",\"nodejs\",\"given\"]");
    }

    @Test
    void theHeapIs90PercentOfTheMemory() throws Exception {
        write("index.js", "exports.handler = async () => require('v8').getHeapStatistics().heap_size_limit;");

        long limit = 256L * 1024 * 1024 * 90 / 100;
        // Node.js adds the young generation.
        assertThat(Long.parseLong(text(invoke("nodejs22.x", "index.handler")))).isBetween(limit, limit * 14 / 10);
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

    private FunctionConfiguration configuration(String runtime, String handler) {
        return TestFunctions.configuration(runtime, handler, code(), Duration.ofSeconds(60), Map.of());
    }

    private Invocation invoke(String runtime, String handler) throws InterruptedException {
        return invoke(functions.start(configuration(runtime, handler)));
    }

    private static Invocation invoke(LocalFunction function) throws InterruptedException {
        return function.invoke("{\"id\":1}".getBytes(UTF_8));
    }
}
