package dev.streamecho.trigger.function;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * The output of a function's process. Reading never blocks: what the function printed before it answered is in the pipe
 * when the answer arrives, so that one {@link #drain} delivers all of it. This class is thread-safe.
 */
final class FunctionOutput {
    private final InputStream pipe;
    private final LogDecoder decoder;
    private final byte[] chunk = new byte[64 * 1024];

    FunctionOutput(InputStream pipe, Consumer<String> lines) {
        this.pipe = pipe;
        this.decoder = new LogDecoder(lines);
    }

    /** Delivers the complete lines that are in the pipe now; returns false if the pipe is empty. */
    synchronized boolean drain() {
        try {
            // Not what is printed meanwhile: a function that never stops printing would hold the caller.
            int available = pipe.available();
            int left = available;
            while (left > 0) {
                int read = pipe.read(chunk, 0, Math.min(left, chunk.length));
                decoder.decode(chunk, Math.max(read, 0));
                left = read < 0 ? 0 : left - read;
            }
            return available > 0;
        } catch (IOException e) {
            // The process was ended and its pipe closed.
            return false;
        }
    }

    /** Delivers everything that is in the pipe now, including an unfinished last line. */
    synchronized void drainWhole() {
        drain();
        decoder.flush();
    }
}
