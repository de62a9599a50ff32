package dev.streamecho.trigger.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The size of a function's code with its layers, as Lambda limits it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
 */
public final class UnzippedSize {
    /** Lambda's 250 MB, as it counts them. */
    public static final long MAXIMUM_BYTES = 262_144_000;

    private UnzippedSize() {}

    /** Returns the size in bytes of all files in a folder. */
    public static long of(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    /**
     * Checks the size of a function with layers; that of its code alone was checked when it was built.
     *
     * @throws CodeError if Lambda would refuse it
     */
    static void check(FunctionConfiguration function) {
        if (function.layers().isEmpty()) {
            return;
        }
        long code;
        long layers;
        try {
            code = of(function.taskRoot());
            layers = of(function.layers().get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (code + layers > MAXIMUM_BYTES) {
            throw new CodeError(
                    "%s: its code (%d bytes) and its layers (%d bytes) are more than the %d bytes that Lambda takes: leave out what it does not need"
                            .formatted(function.logicalId(), code, layers, MAXIMUM_BYTES));
        }
    }
}
