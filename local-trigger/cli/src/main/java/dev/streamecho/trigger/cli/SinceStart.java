package dev.streamecho.trigger.cli;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** How long ago this JVM was started. The system's own time of that is in whole seconds in some containers. */
final class SinceStart {
    private SinceStart() {}

    /** In seconds, such as {@code 1.5 s}. */
    static String shown() {
        return String.format(
                Locale.ROOT, "%.1f s", ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    }
}
