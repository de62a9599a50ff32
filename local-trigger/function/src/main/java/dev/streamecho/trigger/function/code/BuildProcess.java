package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A run of a build tool to its end. */
final class BuildProcess {
    /** Some tools print colors even when they are asked not to. */
    private static final Pattern COLOR = Pattern.compile("\u001b\\[[0-9;]*m");

    private BuildProcess() {}

    /**
     * How the tool exited, and what it has printed.
     *
     * @param notice what the user should know of a success
     */
    record Result(int exitStatus, List<String> lines, Optional<String> notice) {
        Result(int exitStatus, List<String> lines) {
            this(exitStatus, lines, Optional.empty());
        }

        Result withNotice(String line) {
            return new Result(exitStatus, lines, Optional.of(line));
        }

        boolean isSuccess() {
            return exitStatus == 0;
        }
    }

    /** The tool could not be started. */
    static final class NotStartedException extends IOException {
        private static final long serialVersionUID = 1L;

        private NotStartedException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Runs the tool on this JVM's JDK, so that what it compiles runs here too.
     *
     * @param output the file that takes what the tool prints; what an earlier run has left there is overwritten
     */
    static Result run(Path folder, Map<String, String> environment, List<String> command, Path output)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        int exitStatus = exitStatus(start(builder));
        return new Result(exitStatus, lines(output));
    }

    private static Process start(ProcessBuilder builder) throws NotStartedException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new NotStartedException(e);
        }
    }

    private static int exitStatus(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw e;
        }
    }

    /** Tools print in the system's encoding. */
    private static List<String> lines(Path output) throws IOException {
        String encoding = System.getProperty("native.encoding");
        return new String(Files.readAllBytes(output), encoding == null ? UTF_8 : Charset.forName(encoding))
                .lines()
                .map(line -> COLOR.matcher(line).replaceAll(""))
                .toList();
    }
}
