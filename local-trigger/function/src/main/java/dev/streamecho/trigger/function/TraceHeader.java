package dev.streamecho.trigger.function;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * X-Ray trace headers for traces that nothing records.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">Tracing
 *     header</a>
 */
public final class TraceHeader {
    private static final int TRACE_ID_BYTES = 12;
    private static final int PARENT_ID_BYTES = 8;

    private TraceHeader() {}

    static String of(Instant start) {
        return root(start) + ";Parent=" + random(PARENT_ID_BYTES) + ";Sampled=0";
    }

    /** Returns the header of a request that has not reached a traced service yet. */
    public static String root(Instant start) {
        return "Root=1-" + HexFormat.of().toHexDigits((int) start.getEpochSecond()) + "-" + random(TRACE_ID_BYTES);
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
