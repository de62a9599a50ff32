package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void whatLambdaTakesIsUnpacked() throws IOException {
        Archive.unpack(zip(MEGABYTE, MEGABYTE), Files.createDirectory(folder.resolve("code")), 2 * MEGABYTE);

        assertThat(folder.resolve("code/1")).hasSize(MEGABYTE);
    }

    @Test
    void aZipThatUnpacksToMoreIsRefusedOnTheWay() throws IOException {
        Path zip = zip(MEGABYTE, 100 * MEGABYTE, MEGABYTE);
        Path code = Files.createDirectory(folder.resolve("code"));

        assertThatThrownBy(() -> Archive.unpack(zip, code, 2 * MEGABYTE))
                .isInstanceOf(IOException.class)
                .hasMessage("it unpacks to more than the 2097152 bytes that Lambda takes");
        assertThat(Files.size(code.resolve("1"))).isLessThan(2 * MEGABYTE);
        assertThat(code.resolve("2")).doesNotExist();
    }

    @Test
    void anArchiveOfMoreThan250MbLeavesNothingBehind() throws IOException {
        Path zip = zip(251 * MEGABYTE);
        Path builds = folder.resolve("builds");

        assertThatThrownBy(() ->
                        new CodeBuilder(builds, new RecordingLog()).build(FunctionSource.of("Echo", "java17", zip)))
                .isInstanceOf(UserError.class)
                .hasMessage("Echo: CodeUri %s: it unpacks to more than the 262144000 bytes that Lambda takes"
                        .formatted(zip));
        try (var files = Files.walk(builds)) {
            assertThat(files.filter(Files::isRegularFile))
                    .extracting(Path::getFileName)
                    .containsExactly(Path.of("lock"));
        }
    }

    @Test
    void whatWasExecutableIsExecutable() throws IOException {
        Path program = Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh");
        Path zip = folder.resolve("function.zip");
        try (FileSystem files =
                FileSystems.newFileSystem(zip, Map.of("create", true, "enablePosixFileAttributes", true))) {
            Files.copy(program, files.getPath("bootstrap"));
            Files.setAttribute(
                    files.getPath("bootstrap"), "zip:permissions", PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(files.getPath("settings"), "a=b");
        }

        Path code = Files.createDirectory(folder.resolve("code"));
        Archive.unpack(zip, code);

        assertThat(code.resolve("bootstrap")).isExecutable().hasContent("#!/bin/sh");
        assertThat(Files.getPosixFilePermissions(code.resolve("settings")))
                .doesNotContain(PosixFilePermission.OWNER_EXECUTE);
    }

    /** The name of each entry is its index. */
    private Path zip(int... sizes) throws IOException {
        Path file = folder.resolve("code.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < sizes.length; i++) {
                zip.putNextEntry(new ZipEntry(Integer.toString(i)));
                byte[] megabyte = new byte[MEGABYTE];
                for (int written = 0; written < sizes[i]; written += MEGABYTE) {
                    zip.write(megabyte);
                }
                zip.closeEntry();
            }
        }
        return file;
    }
}
