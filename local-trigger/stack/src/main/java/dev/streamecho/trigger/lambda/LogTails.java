package dev.streamecho.trigger.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.function.FunctionLog;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the logs of invocations while somebody asks for one, and passes every line on. This class is
 * thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_ResponseSyntax">X-Amz-Log-Result</a>
 */
public final class LogTails implements FunctionLog {
    /** The last 4 KB, as the service returns them. */
    private static final int TAIL_BYTES = 4096;

    /** Of one log, what is before is dropped. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private final FunctionLog next;
    private final Map<String, StringBuilder> logs = new ConcurrentHashMap<>();

    /** By how many callers; written under this. */
    private volatile int askedFor;

    /** Makes one in front of another log. */
    public LogTails(FunctionLog next) {
        this.next = next;
    }

    @Override
    public void line(String logicalId, Optional<String> requestId, String line) {
        if (askedFor > 0 && requestId.isPresent()) {
            logs.compute(requestId.get(), (id, log) -> added(log == null ? new StringBuilder() : log, line));
        }
        next.line(logicalId, requestId, line);
    }

    @Override
    public void notice(String logicalId, String message) {
        next.notice(logicalId, message);
    }

    private static StringBuilder added(StringBuilder log, String line) {
        log.append(line).append('\n');
        int over = log.length() - MOST_CHARACTERS;
        return over > 0 ? log.delete(0, over) : log;
    }

    /** Begins to keep the logs of all invocations. */
    synchronized void begin() {
        askedFor++;
    }

    /** Returns the log of an invocation that ended since {@link #begin}, and stops keeping logs for this caller. */
    synchronized String end(String requestId) {
        // Removed first: a line that comes late is added to another one.
        StringBuilder log = logs.remove(requestId);
        askedFor--;
        if (askedFor == 0) {
            logs.clear();
        }
        return log == null ? "" : log.toString();
    }

    /** Returns the last 4 KB of a text, from the beginning of a character on. */
    static String last(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length <= TAIL_BYTES) {
            return text;
        }
        int from = bytes.length - TAIL_BYTES;
        while ((bytes[from] & 0xc0) == 0x80) {
            from++;
        }
        return new String(bytes, from, bytes.length - from, UTF_8);
    }
}
