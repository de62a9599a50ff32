package dev.streamecho.trigger.function.bootstrap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes that a function has started. On AWS they end with the execution environment.
 *
 * <p>A child whose parent has ended is no longer a descendant of the function. Linux shows the environment with which each
 * process was started, and those of a function have its log stream there, whose name is unique.
 */
public final class Descendants {
    /** The variable whose value no other execution environment has. */
    public static final String MARK = "AWS_LAMBDA_LOG_STREAM_NAME";

    private static final Path PROCESSES = Path.of("/proc");

    /** More than one, because processes may start others while they are ended. */
    private static final int ROUNDS = 3;

    private Descendants() {}

    /** Ends the descendants of a process and what else has its mark, but not the process itself. */
    public static void end(ProcessHandle process, String mark) {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> left = new ArrayList<>(process.descendants().toList());
            left.addAll(marked(mark));
            left.removeIf(one -> one.equals(process) || !one.isAlive());
            if (left.isEmpty()) {
                return;
            }
            left.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static List<ProcessHandle> marked(String mark) {
        List<ProcessHandle> found = new ArrayList<>();
        byte[] variable = (MARK + "=" + mark).getBytes(StandardCharsets.UTF_8);
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                handle(process).filter(one -> hasVariable(process, variable)).ifPresent(found::add);
            }
        } catch (IOException e) {
            // Another system: only descendants are known.
        }
        return found;
    }

    private static Optional<ProcessHandle> handle(Path process) {
        return ProcessHandle.of(Long.parseLong(process.getFileName().toString()));
    }

    private static boolean hasVariable(Path process, byte[] variable) {
        try {
            byte[] environment = Files.readAllBytes(process.resolve("environ"));
            int start = 0;
            for (int at = 0; at <= environment.length; at++) {
                if (at == environment.length || environment[at] == 0) {
                    if (ByteBuffer.wrap(environment, start, at - start).equals(ByteBuffer.wrap(variable))) {
                        return true;
                    }
                    start = at + 1;
                }
            }
            return false;
        } catch (IOException e) {
            // It has ended, or is another user's.
            return false;
        }
    }
}
