package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.code.FunctionSource.Method;
import dev.streamecho.trigger.function.code.LayerBuilder.Kind;
import dev.streamecho.trigger.function.code.LayerBuilder.Layer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerBuilderTest {
    @TempDir
    private Path folder;

    @Test
    void ofTwoFilesWithOnePathTheLaterLayersWins() throws Exception {
        write("first/java/lib/a.jar", "first");
        write("first/settings.txt", "first");
        Path second = folder.resolve("second.zip");
        try (OutputStream file = Files.newOutputStream(second);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("settings.txt"));
            zip.write("second".getBytes());
            zip.putNextEntry(new ZipEntry("java/lib/b.jar"));
            zip.write("second".getBytes());
        }
        Layer one = asIs("First", folder.resolve("first"));
        Layer two = asIs("Second", second);

        Path opt = build(one, two);

        assertThat(opt.resolve("java/lib/a.jar")).hasContent("first");
        assertThat(opt.resolve("java/lib/b.jar")).hasContent("second");
        assertThat(opt.resolve("settings.txt")).hasContent("second");
        assertThat(build(one, two)).isEqualTo(opt);
        assertThat(build(two, one).resolve("settings.txt")).hasContent("first");
        assertThat(build(two).resolve("java/lib/a.jar")).doesNotExist();

        write("first/java/lib/a.jar", "changed");
        assertThat(build(one, two).resolve("java/lib/a.jar")).hasContent("changed");
        assertThat(opt.resolve("java/lib/a.jar")).hasContent("first");
    }

    @Test
    void aProjectsClassesAndDependenciesAreJarsInJavaLib() throws Exception {
        MavenProject project = MavenProject.create(folder.resolve("Shared"), "\"hello\"");

        Path opt = build(layer("Shared", project.folder(), new Method.OfLayer(), Kind.JAVA));

        assertThat(opt.resolve("java/lib"))
                .isDirectoryContaining("glob:**/com.amazonaws.aws-lambda-java-core-1.4.0.jar")
                .isDirectoryContaining("glob:**/Shared.jar");
        assertThat(opt.resolve("example")).doesNotExist();

        Files.delete(project.folder().resolve("src/main/java/example/Handler.java"));
        assertThat(build(layer("Shared", project.folder(), new Method.OfLayer(), Kind.JAVA))
                        .resolve("java/lib"))
                .as("a layer of dependencies alone")
                .isDirectoryContaining("glob:**/com.amazonaws.aws-lambda-java-core-1.4.0.jar");
    }

    @Test
    void whatIsWrongWithALayerNamesItsContentUri() throws Exception {
        Path notAnArchive = Files.writeString(folder.resolve("layer.zip"), "text");

        assertThatThrownBy(() -> build(asIs("Shared", notAnArchive)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Shared: ContentUri " + notAnArchive + ": ");
    }

    private Path build(Layer... layers) throws InterruptedException {
        Path builds = folder.resolve("builds");
        return new LayerBuilder(builds, new CodeBuilder(builds, new RecordingLog())).build("Echo", List.of(layers));
    }

    private static Layer asIs(String logicalId, Path content) {
        return layer(logicalId, content, new Method.Skipped(), Kind.AS_IT_IS);
    }

    private static Layer layer(String logicalId, Path content, Method method, Kind kind) {
        return new Layer(FunctionSource.of(logicalId, "java25", content, method), kind);
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
