package dev.streamecho.trigger.function;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a program can run on this machine, by the first bytes of its file.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/elf.5.html">The format of ELF files</a>
 */
final class ProgramFile {
    private static final int ELF_MAGIC = 0x7f454c46;
    private static final int MACHINE_AT = 18;
    private static final int HEADER_BYTES = 20;

    /** {@code e_machine} by what Java calls it, for the two architectures that Lambda has. */
    private static final Map<Integer, String> MACHINES = Map.of(62, "amd64", 183, "aarch64");

    private ProgramFile() {}

    /** Returns why it cannot, as the rest of a sentence about it; empty if it may, as a script or what is not known may. */
    static Optional<String> problem(Path program) {
        return problem(program, System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Optional<String> problem(Path program, String system, String architecture) {
        ByteBuffer header = header(program);
        if (header.remaining() < HEADER_BYTES || header.getInt(0) != ELF_MAGIC) {
            return Optional.empty();
        }
        if (!system.equals("Linux")) {
            return Optional.of("is built for Linux, and this is %s: only Linux runs it".formatted(system));
        }
        String built = MACHINES.get((int) header.order(ByteOrder.LITTLE_ENDIAN).getShort(MACHINE_AT));
        return built == null || built.equals(architecture)
                ? Optional.empty()
                : Optional.of("is built for %s, and this machine is %s: build it for %s"
                        .formatted(built, architecture, architecture));
    }

    private static ByteBuffer header(Path program) {
        try (InputStream file = Files.newInputStream(program)) {
            return ByteBuffer.wrap(file.readNBytes(HEADER_BYTES));
        } catch (IOException e) {
            // It may be executable without being readable.
            return ByteBuffer.allocate(0);
        }
    }
}
