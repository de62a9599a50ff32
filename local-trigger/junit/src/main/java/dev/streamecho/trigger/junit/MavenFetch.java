package dev.streamecho.trigger.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets Maven put libraries into its local repository, as it does with those of a project: from the repositories that its settings
 * name.
 *
 * @param executable Maven's path, or its name on the PATH
 * @param repository the local repository; empty for that of Maven's settings
 */
record MavenFetch(String executable, Optional<Path> repository) {
    private static final String RESOLVE = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:resolve";

    private static final String POM = "pom.xml";

    private static final String NO_MAVEN = "there is no mvn on the PATH";

    /**
     * Fetches them.
     *
     * @return why that failed, in one line; empty if it did not
     */
    Optional<String> fetch(List<Library> libraries) {
        try {
            Path folder = Files.createTempDirectory("stream-echo-libraries-");
            Path pom = Files.writeString(folder.resolve(POM), pom(libraries));
            Path output = folder.resolve("output.log");
            try {
                return run(folder, output);
            } finally {
                Files.deleteIfExists(output);
                Files.delete(pom);
                Files.delete(folder);
            }
        } catch (IOException e) {
            return Optional.of("Maven could not be run: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("Maven was interrupted");
        }
    }

    private Optional<String> run(Path folder, Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                executable,
                "--batch-mode",
                "-Dstyle.color=never",
                "--file",
                folder.resolve(POM).toString(),
                RESOLVE));
        repository.ifPresent(its -> command.add("-Dmaven.repo.local=" + its));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            return Optional.of(NO_MAVEN);
        }
        try {
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(firstError(output));
        } finally {
            process.destroy();
        }
    }

    private static String firstError(Path output) throws IOException {
        return Files.readAllLines(output).stream()
                .filter(line -> line.startsWith("[ERROR]"))
                .findFirst()
                .orElse("Maven gave no reason");
    }

    /** Each without what it needs itself: that is in the list too, in the versions that the extension was tested with. */
    static String pom(List<Library> libraries) {
        return """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>dev.streamecho</groupId>
                  <artifactId>libraries</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <dependencies>
                %s  </dependencies>
                </project>
                """.formatted(libraries.stream().map(MavenFetch::dependency).collect(Collectors.joining()));
    }

    private static String dependency(Library library) {
        return """
                    <dependency>
                      <groupId>%s</groupId>
                      <artifactId>%s</artifactId>
                      <version>%s</version>
                %s      <exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>
                    </dependency>
                """.formatted(
                        library.group(),
                        library.artifact(),
                        library.version(),
                        library.classifier()
                                .map("      <classifier>%s</classifier>%n"::formatted)
                                .orElse(""));
    }
}
