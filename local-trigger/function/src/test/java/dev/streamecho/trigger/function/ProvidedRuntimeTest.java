package dev.streamecho.trigger.function;

import static dev.streamecho.trigger.function.LocalFunctionTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its files have no permissions")
class ProvidedRuntimeTest extends RunsFunctions {
    /** Answers with a word, whatever it is asked. */
    private static String script(String word) {
        return """
                #!/usr/bin/env python3
                import http.client, os

                api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
                path = "/2018-06-01/runtime/invocation/"
                while True:
                    api.request("GET", path + "next")
                    answer = api.getresponse()
                    answer.read()
                    api.request("POST", path + answer.headers["Lambda-Runtime-Aws-Request-Id"] + "/response", '"%s"')
                    api.getresponse().read()
                """.formatted(word);
    }

    @BeforeEach
    void needsPython() {
        assumeThat(Interpreter.missing("python3.13"))
                .as("python3, for the program")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "provided, bootstrap",
        "provided.al2, bootstrap",
        "provided.al2023, bootstrap",
        "go1.x, main",
        "go1.x, bin/main",
    })
    void theProgramIsBootstrapOrWhatTheHandlerNames(String runtime, String program) throws Exception {
        write(code().resolve(program), script("found"));
        LocalFunction function = functions.start(configuration(runtime, program));

        assertThat(text(function.invoke("1".getBytes(UTF_8)))).isEqualTo("\"found\"");
    }

    @Test
    void aLayerMayHaveTheProgram() throws Exception {
        Files.createDirectories(code());
        Path layers = folder.resolve("layers");
        write(layers.resolve("bootstrap"), script("layered"));
        LocalFunction function =
                functions.start(configuration("provided.al2023", "any").withLayers(layers));

        assertThat(text(function.invoke("1".getBytes(UTF_8)))).isEqualTo("\"layered\"");
    }

    @Test
    void codeWithoutAProgramIsRefusedAtTheStart() throws Exception {
        Files.createDirectories(code());

        assertRefused("there is no program bootstrap in " + code());
    }

    @Test
    void sourcesOfAProgramAreRefusedWithWhatBuildsThem() throws Exception {
        Files.createDirectories(code());
        Files.writeString(code().resolve("go.mod"), "module example.com/echo");

        assertRefused(
                "there is no program bootstrap in %s, but go.mod, of which it has to be built: give the function Metadata with BuildMethod: go1.x"
                        .formatted(code()));
    }

    @Test
    void aProgramThatIsNotExecutableIsRefusedAtTheStart() throws Exception {
        Files.createDirectories(code());
        Files.writeString(code().resolve("bootstrap"), "#!/bin/sh");

        assertRefused("bootstrap in %s is not executable: chmod +x".formatted(code()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            62  | Linux    | amd64   |
            183 | Linux    | aarch64 |
            183 | Linux    | amd64   | is built for aarch64, and this machine is amd64: build it for amd64
            62  | Linux    | aarch64 | is built for amd64, and this machine is aarch64: build it for aarch64
            62  | Mac OS X | aarch64 | is built for Linux, and this is Mac OS X: only Linux runs it
            8   | Linux    | amd64   |
            """)
    void aProgramForAnotherMachineIsNamed(int machine, String system, String architecture, String problem)
            throws IOException {
        byte[] file = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1}, 0, file, 0, 6);
        file[18] = (byte) machine;
        Path program = Files.write(folder.resolve("bootstrap"), file);

        assertThat(ProgramFile.problem(program, system, architecture).orElse(null))
                .isEqualTo(problem);
    }

    private void assertRefused(String problem) {
        LocalFunction function =
                functions.add(new LocalFunction(configuration("provided.al2023", "bootstrap"), functions::log));

        assertThatThrownBy(function::start)
                .isInstanceOf(CodeError.class)
                .hasMessage("EchoFunction: Runtime provided.al2023: " + problem);
    }

    private Path code() {
        return folder.resolve("code");
    }

    private FunctionConfiguration configuration(String runtime, String handler) {
        return TestFunctions.configuration(runtime, handler, code(), Duration.ofSeconds(60), Map.of());
    }

    private static void write(Path program, String script) throws IOException {
        Files.createDirectories(program.getParent());
        Files.writeString(program, script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
