package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.NotReached;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.Success;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LocalFunctionTest extends RunsFunctions {
    @Test
    void theHandlersResponseIsTheSuccess() throws InterruptedException {
        LocalFunction function = functions.start("""
                output.write("got ".getBytes());
                input.transferTo(output);
                """);

        Invocation invocation = function.invoke("{\"id\":1}".getBytes(UTF_8));

        assertThat(text(invocation)).isEqualTo("got {\"id\":1}");
        assertThat(invocation.requestId()).hasSize(36);
        assertThat(invocation.duration()).isPositive();
    }

    @Test
    void nonAsciiTextArrivesUnchanged() throws InterruptedException {
        LocalFunction function = functions.start("input.transferTo(output);");

        assertThat(text(function.invoke("\"Zoë – 東京 🚀\"".getBytes(UTF_8)))).isEqualTo("\"Zoë – 東京 🚀\"");
    }

    @Test
    void sixMegabytesGoInAndOut() throws InterruptedException {
        LocalFunction function = functions.start("input.transferTo(output);");
        byte[] event = ("\"" + "x".repeat(6 * 1024 * 1024 - 2) + "\"").getBytes(UTF_8);

        assertThat(function.invoke(event).outcome())
                .isInstanceOfSatisfying(
                        Success.class, success -> assertThat(success.response()).isEqualTo(event));
    }

    @Test
    void theProcessSurvivesAResponseOfMoreThanSixMegabytes() throws InterruptedException {
        LocalFunction function = functions.start(functions.configuration(functions.handler("static int calls;", """
                output.write(calls++ == 0 ? new byte[7 * 1024 * 1024] : "second call".getBytes());
                """)));

        assertThat(function.invoke(new byte[] {'1'}).outcome())
                .isEqualTo(new FunctionError(
                        "Function.ResponseSizeTooLarge",
                        "Response payload size exceeded maximum allowed payload size (6291556 bytes)."));
        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("second call");
    }

    @Test
    void theProcessSurvivesAnException() throws InterruptedException {
        LocalFunction function = functions.start(functions.configuration(functions.handler("static int calls;", """
                if (calls++ == 0) {
                    throw new IllegalArgumentException("größer als 3");
                }
                output.write("second call".getBytes());
                """)));

        assertThat(function.invoke(new byte[] {'1'}).outcome())
                .isEqualTo(new FunctionError("java.lang.IllegalArgumentException", "größer als 3"));
        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("second call");
    }

    @Test
    void anErrorWithAHugeStackTraceIsReportedToo() throws InterruptedException {
        LocalFunction function = functions.start(
                functions.configuration(functions.handler("""
                static void recurse(int left) {
                    if (left == 0) {
                        throw new IllegalStateException("deep");
                    }
                    recurse(left - 1);
                }
                """, "recurse(1000); output.close(); sleep();")));

        assertThat(function.invoke(new byte[] {'1'}).outcome())
                .isEqualTo(new FunctionError("java.lang.IllegalStateException", "deep"));
    }

    @Test
    void onlyTheFirstInvocationOfAProcessHasAnInitDuration() throws InterruptedException {
        LocalFunction function = functions.start("input.transferTo(output);");

        assertThat(function.invoke(new byte[] {'1'}).initDuration())
                .hasValueSatisfying(duration -> assertThat(duration).isPositive());
        assertThat(function.invoke(new byte[] {'1'}).initDuration()).isEmpty();
    }

    @Test
    void aMissingHandlerClassIsRefusedAtTheStart() {
        Path code = functions.handler("sleep();");
        FunctionConfiguration configuration = new FunctionConfiguration(
                "EchoFunction",
                "echo",
                "arn:aws:lambda:eu-central-1:123456789012:function:echo",
                "$LATEST",
                "java25",
                FunctionFiles.of(code),
                "example.Handlr::handleRequest",
                functions.configuration(code).timeout(),
                256,
                functions.configuration(code).environment(),
                "eu-central-1",
                LoggingConfig.ofDefaults("echo"));
        LocalFunction function = functions.add(new LocalFunction(configuration, functions::log));

        assertThatThrownBy(function::start)
                .isInstanceOf(UserError.class)
                .hasMessage("EchoFunction: Handler example.Handlr::handleRequest: there is no class example.Handlr in "
                        + code);
    }

    @Test
    void aMissingHandlerIsReportedForWhatCodeUriNames() {
        Path project = folder.resolve("EchoFunction");
        LocalFunction function = functions.add(new LocalFunction(
                functions.configuration(project).withTaskRoot(folder.resolve("build-1")), functions::log));

        assertThatThrownBy(function::start)
                .hasMessage("EchoFunction: Handler example.Handler: there is no class example.Handler in " + project);
    }

    @Test
    void aClassForANewerJavaIsRefusedAtTheStart() throws Exception {
        Path code = functions.handler("sleep();");
        Path file = code.resolve("example/Handler.class");
        byte[] handler = Files.readAllBytes(file);
        handler[7] = (byte) (44 + 99);
        Files.write(file, handler);
        LocalFunction function = functions.add(new LocalFunction(functions.configuration(code), functions::log));

        assertThatThrownBy(function::start)
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "EchoFunction: example.Handler is compiled for Java 99, and this is Java %1$d: start the trigger with"
                                + " JDK 99 or newer (JAVA_HOME), or compile with maven.compiler.release %1$d",
                        Runtime.version().feature());
    }

    @Test
    void codeWithoutTheHandlersClassDoesNotReplaceTheCodeThatRuns() throws InterruptedException {
        LocalFunction function = functions.start("output.write('a');");

        assertThatThrownBy(() -> function.replaceCode(folder)).isInstanceOf(UserError.class);

        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("a");
    }

    @Test
    void anInvocationAfterTheCloseReachesNothing() throws InterruptedException {
        LocalFunction function = functions.start("output.write('a');");
        function.invoke(new byte[] {'1'});

        function.close();

        assertThat(function.invoke(new byte[] {'1'}).outcome())
                .isEqualTo(new NotReached("EchoFunction is being stopped"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void peakMemoryIsTheMostThatItsProcessHasHad() throws InterruptedException {
        LocalFunction function = functions.start("java.util.Arrays.fill(new byte[64 << 20], (byte) 1);");
        function.invoke(new byte[] {'1'});

        assertThat(function.peakMemory().orElseThrow()).isGreaterThan(64 << 20);

        function.close();
        assertThat(function.peakMemory()).isEmpty();
    }

    @Test
    void codeMayBeInAFolderWithAnyName() throws Exception {
        Path code = functions.handler("input.transferTo(output);");
        Path named = Files.move(code, code.resolveSibling("mein Código 関数"));
        LocalFunction function = functions.start(functions.configuration(named));

        assertThat(text(function.invoke("1".getBytes(UTF_8)))).isEqualTo("1");
    }

    @Test
    void jarsInLibAreOnTheClassPath() throws Exception {
        Path code = functions.handler("""
                Class.forName("org.assertj.core.api.Assertions");
                output.write("found".getBytes());
                """);
        Path jar = Path.of(org.assertj.core.api.Assertions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.copy(jar, Files.createDirectory(code.resolve("lib")).resolve("assertj.jar"));
        LocalFunction function = functions.start(functions.configuration(code));

        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("found");
    }

    static String text(Invocation invocation) {
        Outcome outcome = invocation.outcome();
        assertThat(outcome).isInstanceOf(Success.class);
        return new String(((Success) outcome).response(), UTF_8);
    }
}
