package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenBuildTest {
    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();
    private MavenProject project;
    private CodeBuilder builder;

    @BeforeEach
    void setUp() throws IOException {
        project = MavenProject.create(folder.resolve("HelloFunction"), "\"hello\"");
        builder = new CodeBuilder(folder.resolve("builds"), log);
    }

    @Test
    void aProjectIsBuiltOnceAndAgainWhenItChanges() throws Exception {
        Path unused = project.write("src/main/java/example/Unused.java", "package example; class Unused {}");
        project.write("src/main/resources/settings.properties", "a=b");
        project.write("src/test/java/example/BrokenTest.java", "tests are not built");

        Path first = build();
        assertThat(first).isEqualTo(build());
        assertThat(log.started).containsExactly("HelloFunction with Maven");
        assertThat(first.resolve("example/Handler.class")).exists();
        assertThat(first.resolve("example/Unused.class")).exists();
        assertThat(first.resolve("settings.properties")).hasContent("a=b");
        assertThat(first.resolve("lib")).isDirectoryContaining("glob:**/com.amazonaws.aws-lambda-java-core-1.4.0.jar");
        assertThat(project.folder().resolve("target")).doesNotExist();

        Files.delete(unused);
        Path second = build();
        assertThat(log.started).hasSize(2);
        assertThat(second.resolve("example/Handler.class")).exists();
        assertThat(second.resolve("example/Unused.class")).doesNotExist();
        assertThat(first.resolve("example/Unused.class")).as("an earlier build").exists();
    }

    @Test
    void aCompilersErrorIsTheReasonWithFileAndLine() throws IOException {
        project.writeHandler("nothing");

        assertThatThrownBy(this::build)
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "HelloFunction: CodeUri %s: Maven cannot build it: src/main/java/example/Handler.java:8: cannot"
                                + " find symbol",
                        project.folder());
        assertThat(log.explanations)
                .containsExactly(
                        "src/main/java/example/Handler.java:[8,16] cannot find symbol",
                        "  symbol:   variable nothing",
                        "  location: class example.Handler");
    }

    @Test
    void aProjectThatCannotBeReadSaysWhy() throws IOException {
        project.write("pom.xml", "<project>");

        assertThatThrownBy(this::build)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("HelloFunction: CodeUri %s: Maven cannot build it: ", project.folder())
                .hasMessageContaining("pom.xml")
                .hasNoSuppressedExceptions();
    }

    @Test
    void errorsOfMavenItselfAreReasonsToo() throws IOException {
        Path pom = project.folder().resolve("pom.xml");
        Files.writeString(pom, Files.readString(pom).replace("release>17<", "release>99<"));

        assertThatThrownBy(this::build)
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "HelloFunction: CodeUri %s: Maven cannot build it: Fatal error compiling: error: release version 99 not"
                                + " supported",
                        project.folder());
    }

    @Test
    void aProjectOfModulesNamesThem() throws IOException {
        project.write("pom.xml", """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>example</groupId>
                  <artifactId>all</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <modules>
                    <module>api</module>
                    <module>core</module>
                  </modules>
                </project>
                """);
        for (String module : List.of("api", "core")) {
            project.write(module + "/pom.xml", """
                    <project xmlns="http://maven.apache.org/POM/4.0.0">
                      <modelVersion>4.0.0</modelVersion>
                      <parent><groupId>example</groupId><artifactId>all</artifactId><version>1</version></parent>
                      <artifactId>%s</artifactId>
                      <packaging>pom</packaging>
                    </project>
                    """.formatted(module));
        }

        assertThatThrownBy(this::build)
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "HelloFunction: CodeUri %s: its pom.xml only aggregates modules and builds no classes: give the"
                                + " folder of the module that has the handler (api, core), and run mvn install first, because it"
                                + " is built alone",
                        project.folder());
    }

    @Test
    void aMissingMavenIsNamed() {
        builder = new CodeBuilder(
                folder.resolve("builds"),
                folder.resolve("shared"),
                log,
                new Recipes(OwnFiles.none(), "no-such-mvn"),
                Requirements.ofThisSystem(OwnFiles.none()));

        assertThatThrownBy(this::build)
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "HelloFunction: CodeUri %s is built with Maven, and there is no mvn on the PATH: install Maven, 3.6.3 or"
                                + " newer",
                        project.folder());
    }

    private Path build() throws InterruptedException {
        return builder.build(FunctionSource.of("HelloFunction", "java25", project.folder()))
                .taskRoot();
    }
}
