package dev.streamecho.trigger.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program that a run, or a deployment, may need.
 *
 * @param name as people call it
 * @param command its name on the PATH
 * @param question the options with which it prints its version
 * @param purpose what it is for
 * @param remedy how to get it
 */
record Program(String name, String command, List<String> question, String purpose, String remedy) {
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+[\\w.+-]*");
    private static final long LIMIT_SECONDS = 20;

    /** Those that are looked for in every folder. */
    static final List<Program> USUAL = List.of(
            new Program(
                    "Maven",
                    "mvn",
                    List.of("-version"),
                    "builds Java functions with a pom.xml",
                    "https://maven.apache.org/install.html"),
            new Program(
                    "Gradle",
                    "gradle",
                    List.of("--version"),
                    "builds Java functions with a build.gradle and without a wrapper",
                    "add a wrapper to the project, or https://gradle.org/install"),
            new Program("Node.js", "node", List.of("--version"), "runs functions in Node.js", "https://nodejs.org"),
            new Program("npm", "npm", List.of("--version"), "installs what such functions need", "https://nodejs.org"),
            new Program(
                    "Python", "python3", List.of("--version"), "runs functions in Python", "https://www.python.org"),
            new Program(
                    "Docker",
                    "docker",
                    List.of("--version"),
                    "for sam local and sam build --use-container; the trigger has no use for it",
                    "https://docs.docker.com/get-docker"),
            new Program(
                    "SAM CLI",
                    "sam",
                    List.of("--version"),
                    "deploys; the trigger has no use for it",
                    "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-sam-cli.html"));

    /** Those that are looked for only where a function is built with them. */
    static final List<Program> UNUSUAL = List.of(
            new Program(
                    "make", "make", List.of("--version"), "builds functions with a Makefile", "your system's package"),
            new Program("Go", "go", List.of("version"), "builds functions in Go", "https://go.dev/doc/install"),
            new Program(
                    "Cargo Lambda",
                    "cargo-lambda",
                    List.of("lambda", "--version"),
                    "builds functions in Rust",
                    "https://www.cargo-lambda.info/guide/installation.html"));

    /** Returns its version, as it prints it; empty if it is not on the PATH, or does not run. */
    Optional<String> version() {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(Stream.of(command), question.stream()).toList())
                    .redirectErrorStream(true)
                    // A version manager answers for the folder in which it is asked.
                    .directory(Path.of("").toAbsolutePath().toFile())
                    .start();
            process.getOutputStream().close();
            Thread limit = new Thread(() -> endAfterLimit(process), "limits " + command);
            limit.setDaemon(true);
            limit.start();
            String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                return Optional.empty();
            }
            Matcher version = VERSION.matcher(answer);
            return Optional.of(version.find() ? version.group() : "of a version that it does not say");
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void endAfterLimit(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
