package dev.streamecho.trigger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A machine that has what the launchers need, and of which the test says what else it has. */
final class LauncherMachine {
    private static final List<String> TOOLS = List.of(
            "cat",
            "dirname",
            "echo",
            "find",
            "grep",
            "head",
            "ln",
            "ls",
            "mkdir",
            "mv",
            "nice",
            "readlink",
            "rm",
            "sed",
            "sleep");

    private final Path folder;
    private final Path path;

    /** What a process printed, on both of its outputs. */
    record Result(int exitStatus, String output) {}

    private LauncherMachine(Path folder, Path path) {
        this.folder = folder;
        this.path = path;
    }

    /** Returns one whose PATH, {@code bin}, and home are in a folder. */
    static LauncherMachine in(Path folder) throws IOException {
        LauncherMachine machine = new LauncherMachine(folder, Files.createDirectory(folder.resolve("bin")));
        for (String tool : TOOLS) {
            machine.script(tool, "exec " + find(tool) + " \"$@\"");
        }
        return machine;
    }

    /** Returns the folder of its commands. */
    Path path() {
        return path;
    }

    /** Gives it a command. */
    void script(String name, String body) throws IOException {
        Path script = Files.writeString(path.resolve(name), "#!/bin/sh\n" + body + "\n");
        script.toFile().setExecutable(true);
    }

    /** Gives it a java that says it is 17 and has a compiler beside it. */
    void aJdk() throws IOException {
        aJdk("");
    }

    /** Gives it the same, which does something more. */
    void aJdk(String further) throws IOException {
        Path javac = Files.createDirectories(folder.resolve("jdk/bin")).resolve("javac");
        Files.createFile(javac, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        script(
                "java",
                "echo 'openjdk version \"17.0.2\" 2022-01-18'; echo '    java.home = " + folder + "/jdk'\n" + further);
    }

    Result run(Path command, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(command.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path.toString(), "HOME", folder.toString()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** Returns where this machine has a tool. */
    static Path find(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
