package dev.streamecho.trigger.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most memory that a process has had, as Linux counts it: the resident set, including pages shared with other
 * processes.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">VmHWM in /proc/pid/status</a>
 */
final class PeakMemory {
    private static final Pattern HIGH_WATER_MARK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private PeakMemory() {}

    /** Returns it in bytes; empty if the process has ended, and on systems without {@code /proc}. */
    static OptionalLong of(long pid) {
        try {
            Matcher mark = HIGH_WATER_MARK.matcher(Files.readString(Path.of("/proc", String.valueOf(pid), "status")));
            return mark.find() ? OptionalLong.of(Long.parseLong(mark.group(1)) * 1024) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
