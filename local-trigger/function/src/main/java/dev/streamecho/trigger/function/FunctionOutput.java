package dev.streamecho.trigger.function;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * The output of a function's process. It is read without ever blocking: what the function printed before it answered is
 * in the pipe when the answer arrives, so that one {@link #drain} then delivers all of it. Thread-safe.
 */
final class FunctionOutput {
    private final InputStream pipe;
    private final LogDecoder decoder;
    private final byte[] chunk = new byte[64 * 1024];

    FunctionOutput(InputStream pipe, Consumer<String> lines) {
        this.pipe = pipe;
        this.decoder = new LogDecoder(lines);
    }

    /** Delivers the complete lines of what is in the pipe now; false if it is empty. */
    synchronized boolean drain() {
        try {
            // Not what is printed meanwhile: a function that never stops printing would keep its caller here.
            int available = pipe.available();
            int left = available;
            while (left > 0) {
                int read = pipe.read(chunk, 0, Math.min(left, chunk.length));
                decoder.decode(chunk, Math.max(read, 0));
                left = read < 0 ? 0 : left - read;
            }
            return available > 0;
        } catch (IOException e) {
            // The process was ended and its pipe closed: there is nothing more to be had.
            return false;
        }
    }

    /** Delivers what is in the pipe now, with an unfinished line at its end. */
    synchronized void drainWhole() {
        drain();
        decoder.flush();
    }
}
