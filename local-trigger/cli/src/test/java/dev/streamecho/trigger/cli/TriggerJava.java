package dev.streamecho.trigger.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command of a trigger that is a process of its own. It has the launcher's options and, as there, an archive of its classes,
 * without which tests would spend most of their time on starts. The JVM archives only classes in JAR files: Maven has those of
 * the other modules in {@code verify}, but folders in {@code test}, where there is no archive.
 */
public final class TriggerJava {
    private static final Path CLASSES = ModuleFolder.resolve("target/classes");
    private static final Path FOLDER = ModuleFolder.resolve("target/trigger-of-the-tests");
    private static final Path JAR = FOLDER.resolve("cli.jar");
    private static final Path ARCHIVE = FOLDER.resolve("trigger.jsa");
    private static final Path RUNTIME_ARCHIVE = FOLDER.resolve("runtime.jsa");

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final List<String> LAUNCHER_OPTIONS =
            List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Duser.language=en");

    private static final List<String> OPTIONS = options();

    private TriggerJava() {}

    /** Returns the command that runs the trigger with these arguments. */
    public static List<String> command(String... arguments) {
        return joined(Stream.of(
                List.of(JAVA.toString()), OPTIONS, List.of(TriggerCommand.class.getName()), List.of(arguments)));
    }

    private static List<String> options() {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !entry.equals(ModuleFolder.testClasses()))
                .toList();
        // What lasts for so short a time is over before the second compiler pays.
        List<String> always = joined(Stream.of(LAUNCHER_OPTIONS, List.of("-XX:TieredStopAtLevel=1")));
        if (!classPath.stream().allMatch(entry -> entry.equals(CLASSES) || Files.isRegularFile(entry))) {
            return joined(Stream.of(always, List.of("-cp", path(classPath.stream()))));
        }
        List<String> ofJars = ofJars(classPath);
        try {
            archive(classPath, ofJars);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return joined(Stream.of(
                always,
                List.of(
                        "-Xlog:cds=off",
                        "-XX:SharedArchiveFile=" + ARCHIVE,
                        "-Dtrigger.runtimeArchive=-XX:SharedArchiveFile=" + RUNTIME_ARCHIVE),
                ofJars));
    }

    /** The manifest of DynamoDB Local adds a folder to a class path, which does not count on the module path. */
    private static List<String> ofJars(List<Path> classPath) {
        Path dynamodb = classPath.stream()
                .filter(entry -> entry.getFileName().toString().startsWith("DynamoDBLocal-"))
                .findFirst()
                .orElseThrow();
        Stream<Path> others = classPath.stream()
                .filter(entry -> !entry.equals(dynamodb))
                .map(entry -> entry.equals(CLASSES) ? JAR : entry);
        return List.of("-p", dynamodb.toString(), "--add-modules", "DynamoDBLocal", "-cp", path(others));
    }

    /** Makes the archives, unless this or another process has made them of the same classes. */
    private static void archive(List<Path> classPath, List<String> ofJars) throws IOException, InterruptedException {
        String state = classPath.stream()
                .map(entry -> entry + " of " + newest(entry))
                .collect(Collectors.joining("\n", System.getProperty("java.vm.version") + "\n", "\n"));
        Path made = Files.createDirectories(FOLDER).resolve("made-of");
        try (FileChannel lock =
                FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!Files.exists(made) || !Files.readString(made).equals(state)) {
                Files.deleteIfExists(made);
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(System.out, System.err, "--create", "--file=" + JAR, "-C", CLASSES.toString(), ".");
                rehearse(ofJars);
                Files.writeString(made, state);
            }
        }
    }

    /** As the launcher does. Where it does not succeed, the JVM starts without an archive. */
    private static void rehearse(List<String> ofJars) throws IOException, InterruptedException {
        List<String> command = joined(Stream.of(
                List.of(JAVA.toString(), "-Dtrigger.rehearsal=true", "-XX:ArchiveClassesAtExit=" + ARCHIVE),
                LAUNCHER_OPTIONS,
                ofJars,
                List.of(Rehearsal.class.getName(), "-XX:ArchiveClassesAtExit=" + RUNTIME_ARCHIVE)));
        new ProcessBuilder(command)
                .directory(Files.createTempDirectory(FOLDER, "rehearsal").toFile())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("rehearsal.log").toFile())
                .start()
                .waitFor();
    }

    private static FileTime newest(Path entry) {
        try (Stream<Path> files = Files.walk(entry)) {
            return files.map(TriggerJava::time).max(Comparator.naturalOrder()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(Stream<Path> entries) {
        return entries.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> joined(Stream<List<String>> parts) {
        return parts.flatMap(List::stream).toList();
    }
}
