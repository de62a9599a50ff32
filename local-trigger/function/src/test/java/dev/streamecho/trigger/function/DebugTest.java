package dev.streamecho.trigger.function;

import static dev.streamecho.trigger.function.LocalFunctionTest.text;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.FreePort;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DebugTest extends RunsFunctions {
    @Test
    void theProcessWaitsForADebuggerAndNothingTimesOut() throws Exception {
        int port = FreePort.find();
        Path code = functions.handler("Thread.sleep(50); output.write(\"debugged\".getBytes());");
        LocalFunction function = functions.add(new LocalFunction(
                functions.configuration(code, Duration.ofMillis(10), Map.of()), functions::log, OptionalInt.of(port)));

        CompletableFuture<Optional<Outcome>> start = function.start();
        await().until(() -> functions.lines().contains("Listening for transport dt_socket at address: " + port));
        assertThat(start).isNotDone();
        attachUntilDone(port, start);

        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("debugged");
    }

    @Test
    void replacedCodeListensOnTheSamePort() throws Exception {
        int port = FreePort.find();
        LocalFunction function = functions.add(new LocalFunction(
                functions.configuration(functions.handler("output.write('a');")),
                functions::log,
                OptionalInt.of(port)));
        attachUntilDone(port, function.start());

        attachUntilDone(port, function.replaceCode(functions.handler("output.write('b');")));

        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource(names = {"NODEJS", "NODEJS_MODULE", "PYTHON"})
    void otherLanguagesWaitTooAndTheirCodeIsInAFolderOfThePort(Language language) throws Exception {
        int port = FreePort.find();
        FunctionConfiguration configuration =
                language.configuration(functions, folder, Duration.ofMillis(10), Map.of());
        LocalFunction function = functions.add(new LocalFunction(configuration, functions::log, OptionalInt.of(port)));

        CompletableFuture<Optional<Outcome>> start = function.start();
        await().until(() -> functions.lines().stream()
                .anyMatch(line -> line.matches(
                        "(?i)(Debugger listening on ws|Listening for a debugger at port ).*" + port + ".*")));

        assertThat(start).isNotDone();
        assertThat(functions.lines())
                .contains("EchoFunction: to the debugger, its code is in "
                        + UserCache.folder()
                                .resolve("debug")
                                .resolve(String.valueOf(port))
                                .resolve("code"));
    }

    @Test
    void aPortInUseIsRefused() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalFunction function = functions.add(new LocalFunction(
                    functions.configuration(functions.handler("sleep();")),
                    functions::log,
                    OptionalInt.of(other.getLocalPort())));

            assertThatThrownBy(function::start)
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("--debug-port " + other.getLocalPort() + ": cannot be opened (");
        }
    }

    /** Attaches as a debugger does, and leaves: then the process goes on. */
    private static void attachUntilDone(int port, CompletableFuture<Optional<Outcome>> start) throws Exception {
        byte[] handshake = "JDWP-Handshake".getBytes(US_ASCII);
        await().ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            try (Socket debugger = new Socket(InetAddress.getLoopbackAddress(), port)) {
                debugger.getOutputStream().write(handshake);
                debugger.getInputStream().readNBytes(handshake.length);
            }
            return start.isDone();
        });
        assertThat(start.get()).isEmpty();
    }
}
