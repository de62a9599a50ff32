package dev.streamecho.trigger.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.function.FunctionLog;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the ends of the logs of invocations while somebody asks for one, and passes every line on. This class is
 * thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_ResponseSyntax">X-Amz-Log-Result</a>
 */
public final class LogTails implements FunctionLog {
    /** The last 4 KB, as the service returns them. */
    private static final int MOST_BYTES = 4096;

    private final FunctionLog next;
    private final AtomicInteger askedFor = new AtomicInteger();
    private final Map<String, String> tails = new ConcurrentHashMap<>();

    /** Makes one in front of another log. */
    public LogTails(FunctionLog next) {
        this.next = next;
    }

    @Override
    public void line(String logicalId, Optional<String> requestId, String line) {
        if (askedFor.get() > 0 && requestId.isPresent()) {
            tails.merge(requestId.get(), line + "\n", (earlier, later) -> last(earlier + later));
        }
        next.line(logicalId, requestId, line);
    }

    @Override
    public void notice(String logicalId, String message) {
        next.notice(logicalId, message);
    }

    /** Begins to keep the tails of all invocations. */
    void begin() {
        askedFor.incrementAndGet();
    }

    /** Returns the tail of an invocation that ended since {@link #begin}, and stops keeping tails for this caller. */
    String end(String requestId) {
        String tail = tails.getOrDefault(requestId, "");
        if (askedFor.decrementAndGet() == 0) {
            tails.clear();
        }
        return tail;
    }

    /** Returns the last 4 KB of a text, from the beginning of a character on. */
    static String last(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length <= MOST_BYTES) {
            return text;
        }
        int from = bytes.length - MOST_BYTES;
        while ((bytes[from] & 0xc0) == 0x80) {
            from++;
        }
        return new String(bytes, from, bytes.length - from, UTF_8);
    }
}
