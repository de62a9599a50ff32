package dev.streamecho.trigger.function;

import static dev.streamecho.trigger.function.LocalFunctionTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.InitError;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Functions as they run on systems for which the runtime interface client has no native part. */
class PlainRuntimeTest extends RunsFunctions {
    @Test
    void eventsAndResponsesOfUpToSixMegabytesPass() throws InterruptedException {
        LocalFunction function = start("", "input.transferTo(output);");
        String event = "\"Zoë 🚀 " + "x".repeat(6_000_000) + "\"";

        assertThat(text(function.invoke("{}".getBytes(UTF_8)))).isEqualTo("{}");
        assertThat(text(function.invoke(event.getBytes(UTF_8)))).isEqualTo(event);
    }

    @Test
    void typedHandlersGetTheirTypes() throws InterruptedException {
        LocalFunction function = start(functions.compile("""
                package example;

                import com.amazonaws.services.lambda.runtime.Context;
                import com.amazonaws.services.lambda.runtime.RequestHandler;
                import java.util.Map;

                public class Handler implements RequestHandler<Map<String, Integer>, String> {
                    public String handleRequest(Map<String, Integer> event, Context context) {
                        return context.getFunctionName() + " " + (event.get("a") + event.get("b"));
                    }
                }
                """));

        assertThat(text(function.invoke("{\"a\":1,\"b\":2}".getBytes(UTF_8)))).isEqualTo("\"echo 3\"");
    }

    @Test
    void exceptionsAreErrorsAndTheProcessContinues() throws InterruptedException {
        LocalFunction function = start("static int calls;", """
                if (calls++ == 0) {
                    throw new IllegalArgumentException("größer als 3");
                }
                output.write("second call".getBytes());
                """);

        assertThat(function.invoke(new byte[] {'1'}).outcome())
                .isEqualTo(new FunctionError("java.lang.IllegalArgumentException", "größer als 3"));
        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("second call");
    }

    @Test
    void aResponseThatIsTooLargeIsAnErrorAndTheProcessContinues() throws InterruptedException {
        LocalFunction function = start("static int calls;", """
                output.write(calls++ == 0 ? new byte[7 * 1024 * 1024] : "second call".getBytes());
                """);

        assertThat(function.invoke(new byte[] {'1'}).outcome())
                .isInstanceOfSatisfying(
                        FunctionError.class,
                        error -> assertThat(error.errorType()).isEqualTo("Function.ResponseSizeTooLarge"));
        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("second call");
    }

    @Test
    void anInitThatFailsIsAnInitError() throws InterruptedException {
        LocalFunction function = start("public Handler() { throw new IllegalStateException(\"no\"); }", "");

        assertThat(function.invoke(new byte[] {'1'}).outcome())
                .isEqualTo(new InitError("java.lang.IllegalStateException", "no"));
    }

    @Test
    void anExitIsAnError() throws InterruptedException {
        LocalFunction function = start("", "System.exit(3);");

        assertThat(function.invoke(new byte[] {'1'}).outcome())
                .isInstanceOfSatisfying(
                        FunctionError.class,
                        error -> assertThat(error.errorMessage())
                                .endsWith("Error: Runtime exited with error: exit status 3"));
    }

    @Test
    void linesArriveInOrder() throws InterruptedException {
        LocalFunction function = start("", """
                System.out.println("to standard output");
                context.getLogger().log("first message of the logger");
                context.getLogger().log("second message");
                System.err.println("to standard error");
                """);

        function.invoke(new byte[] {'1'});

        assertThat(functions.lines())
                .containsExactly(
                        "* to standard output",
                        "* first message of the logger",
                        "* second message",
                        "* to standard error");
    }

    private LocalFunction start(String members, String body) {
        return start(functions.handler(members, body));
    }

    private LocalFunction start(Path code) {
        return functions.start(
                functions.configuration(code),
                new JavaRuntime(RuntimeFiles.ofTrigger().withoutNativePart()),
                10);
    }
}
