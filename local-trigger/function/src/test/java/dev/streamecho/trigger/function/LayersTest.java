package dev.streamecho.trigger.function;

import static dev.streamecho.trigger.function.LocalFunctionTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LayersTest extends RunsFunctions {
    private static final String OF_BOTH = """
            class Both { static String name() { return "%s"; } }
            class Shared { static String name() { return "Shared of the layer, with " + Both.name(); } }
            """;

    private static final byte[] EVENT = {'1'};

    private Path layers;

    @BeforeEach
    void putLayersTogether() throws IOException {
        layers = folder.resolve("layers with a space");
        Path classes = functions.compile("""
                package example;

                public class Handler {
                    public static class Agent {
                        public static void premain(String arguments) {
                            System.setProperty("agent", String.valueOf(arguments));
                        }
                    }
                }
                """ + OF_BOTH.formatted("Both of the layer"));
        jar(layers.resolve("java/lib/shared.jar"), classes, List.of("Both", "Shared"));
        jar(folder.resolve("agent.jar"), classes, List.of("Handler$Agent"));
        Files.writeString(layers.resolve("settings.txt"), "of the layer");
    }

    private static void jar(Path jar, Path classes, List<String> names) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), "example.Handler$Agent");
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String name : names) {
                out.putNextEntry(new JarEntry("example/" + name + ".class"));
                Files.copy(classes.resolve("example/" + name + ".class"), out);
            }
        }
    }

    @Test
    void classesOfALayerComeAfterTheFunctionsAndSeeThem() throws Exception {
        Path code = compiled("output.write(Shared.name().getBytes());");
        Files.delete(code.resolve("example/Shared.class"));

        LocalFunction function = start(code, Map.of());

        assertThat(text(function.invoke(EVENT))).isEqualTo("Shared of the layer, with Both of the function");
    }

    @Test
    void theFunctionsFilesAreWhereTheyAreWithoutLayers() throws Exception {
        Path code = compiled("""
                output.write((Files.readString(Path.of("own.txt")) + ", "
                        + new String(Handler.class.getResourceAsStream("/own.txt").readAllBytes()) + ", "
                        + new java.io.File("own.txt").exists()).getBytes());
                """);
        Files.writeString(code.resolve("own.txt"), "its own");

        LocalFunction function = start(code, Map.of());

        assertThat(text(function.invoke(EVENT))).isEqualTo("its own, its own, true");
    }

    @Test
    void optInVariablesLeadsToTheLayersFiles() throws Exception {
        Path code = compiled("""
                output.write((Files.readString(Path.of(System.getenv("SETTINGS"))) + " " + System.getenv("OTHER")
                        + " " + System.getenv("PATH").endsWith("/bin")).getBytes());
                """);

        LocalFunction function =
                start(code, Map.of("SETTINGS", "/opt/settings.txt", "OTHER", "/opt/other.txt:/var/opt/settings.txt"));

        assertThat(text(function.invoke(EVENT))).isEqualTo("of the layer /opt/other.txt:/var/opt/settings.txt true");
    }

    @Test
    void anAgentOfALayerRunsAndAMissingOneIsLeftOut() throws Exception {
        Files.move(folder.resolve("agent.jar"), layers.resolve("agent.jar"));
        Path code = compiled("""
                output.write((System.getProperty("agent") + " " + System.getenv("JAVA_TOOL_OPTIONS")
                        .replaceAll(":'.*/layers with a space", ":'LAYERS")).getBytes());
                """);

        LocalFunction function = start(
                code,
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-javaagent:/opt/agent.jar=a=b -javaagent:/opt/gone/agent.jar=x -agentpath:/opt/gone.so -Dx=y"));

        assertThat(text(function.invoke(EVENT))).isEqualTo("a=b -javaagent:'LAYERS/agent.jar'=a=b -Dx=y");
    }

    @Test
    void anAgentOfALayerThatIsElsewhereIsLeftOut() throws Exception {
        Path code = compiled("output.write(System.getenv(\"JAVA_TOOL_OPTIONS\").getBytes());");

        LocalFunction function = functions.start(functions.configuration(
                code, Duration.ofSeconds(60), Map.of("JAVA_TOOL_OPTIONS", "-Dx=y -javaagent:/opt/gone/agent.jar")));

        assertThat(text(function.invoke(EVENT))).isEqualTo("-Dx=y");
    }

    @Test
    void aHandlerMayBeInALayer() throws Exception {
        Path code = compiled("output.write(\"from the layer\".getBytes());");
        jar(layers.resolve("java/lib/handler.jar"), code, List.of("Handler"));
        Path empty = Files.createDirectory(folder.resolve("empty"));

        LocalFunction function = start(empty, Map.of());

        assertThat(text(function.invoke(EVENT))).isEqualTo("from the layer");
    }

    @Test
    void whatWasWrittenForTheProcessIsDeletedWithIt() throws Exception {
        Path code = compiled("output.write(System.getProperty(\"user.dir\").getBytes());");

        LocalFunction function = start(code, Map.of());
        Path classPath = Path.of(text(function.invoke(EVENT)));

        assertThat(classPath.resolve("lib/class-path.jar")).exists();
        function.close();
        assertThat(classPath).doesNotExist();
    }

    @Test
    void codeAndLayersOfMoreThanLambdaTakesTogetherAreRefused() throws IOException {
        Path code = functions.handler("");
        long codeBytes = UnzippedSize.of(code);
        long others = UnzippedSize.of(layers);
        try (RandomAccessFile file =
                new RandomAccessFile(layers.resolve("model.bin").toFile(), "rw")) {
            file.setLength(262_144_000 - others);
        }

        assertThatThrownBy(() -> start(code, Map.of()))
                .isInstanceOf(CodeError.class)
                .hasMessage(
                        "EchoFunction: its code (%d bytes) and its layers (262144000 bytes) are more than the 262144000 bytes that"
                                + " Lambda takes: leave out what it does not need",
                        codeBytes);
    }

    private Path compiled(String body) {
        return functions.compile("""
                package example;

                import com.amazonaws.services.lambda.runtime.Context;
                import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
                import java.io.IOException;
                import java.io.InputStream;
                import java.io.OutputStream;
                import java.nio.file.Files;
                import java.nio.file.Path;

                public class Handler implements RequestStreamHandler {
                    public void handleRequest(InputStream input, OutputStream output, Context context)
                            throws IOException {
                        %s
                    }
                }
                """.formatted(body) + OF_BOTH.formatted("Both of the function"));
    }

    private LocalFunction start(Path code, Map<String, String> environment) {
        return functions.start(functions
                .configuration(code, Duration.ofSeconds(60), environment)
                .withLayers(layers));
    }
}
