package dev.streamecho.trigger.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MavenFetchTest {
    @TempDir
    private Path folder;

    @Test
    void theListOfMavenIsRead() {
        List<Library> libraries = Library.read("""
                The following files have been resolved:
                   dev.streamecho:stream-echo-function:jar:1.2.3:provided
                   org.eclipse.jetty:jetty-http:jar:12.1.11:provided -- module org.eclipse.jetty.http
                   io.netty:netty-all:jar:linux:4.1.0.Final:runtime
                   com.almworks.sqlite4java:libsqlite4java-osx:dylib:1.0.392:provided
                   org.junit.jupiter:junit-jupiter-api:jar:5.13.4:test
                """);

        assertThat(libraries)
                .extracting(Library::toString)
                .containsExactly(
                        "dev.streamecho:stream-echo-function:1.2.3",
                        "dev.streamecho:stream-echo-function:runtime:1.2.3",
                        "org.eclipse.jetty:jetty-http:12.1.11",
                        "io.netty:netty-all:linux:4.1.0.Final");
        assertThat(libraries.get(3).in(Path.of("repository")))
                .isEqualTo(Path.of("repository/io/netty/netty-all/4.1.0.Final/netty-all-4.1.0.Final-linux.jar"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for Maven is a shell script")
    void mavenGetsEachLibraryWithoutWhatItNeeds() throws IOException {
        Path maven = maven("cp \"$4\" \"" + folder + "/pom.xml\"; echo \"$*\" > \"" + folder + "/arguments\"");
        Library library = new Library("dev.streamecho", "stream-echo-function", Optional.of("runtime"), "1.2.3");

        assertThat(new MavenFetch(maven.toString(), Optional.of(Path.of("/repository"))).fetch(List.of(library)))
                .isEmpty();
        assertThat(folder.resolve("pom.xml")).content().contains("""
                    <dependency>
                      <groupId>dev.streamecho</groupId>
                      <artifactId>stream-echo-function</artifactId>
                      <version>1.2.3</version>
                      <classifier>runtime</classifier>
                      <exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>
                    </dependency>
                """);
        assertThat(folder.resolve("arguments")).content().contains(":resolve -Dmaven.repo.local=/repository");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for Maven is a shell script")
    void mavensFirstErrorIsTheReason() throws IOException {
        Path maven = maven("echo '[INFO] Scanning'; echo '[ERROR] no route to host'; echo '[ERROR] help'; exit 1");

        assertThat(new MavenFetch(maven.toString(), Optional.empty()).fetch(List.of()))
                .contains("[ERROR] no route to host");
    }

    @Test
    void withoutMavenThatIsTheReason() {
        assertThat(new MavenFetch(folder.resolve("nowhere").toString(), Optional.empty()).fetch(List.of()))
                .contains("there is no mvn on the PATH");
    }

    private Path maven(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("mvn"), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
