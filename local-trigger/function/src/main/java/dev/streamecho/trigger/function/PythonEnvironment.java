package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A virtual environment with what AWS's Python runtime brings, outside of any project. It is made once for each interpreter
 * and version of the packages.
 *
 * @param python its interpreter
 * @param packages the folder of its packages
 * @param version the interpreter's, as in {@code python3.12}
 * @see <a href="https://docs.python.org/3/library/venv.html">venv</a>
 */
record PythonEnvironment(Path python, Path packages, String version) {
    private static final int NAME_BYTES = 4;

    /** Those whose making has failed in this run: it takes long, and would fail again. */
    private static final Set<Path> FAILED = new HashSet<>();

    /**
     * Returns the environment of an interpreter, made if need be; where it cannot be made, the interpreter as it is.
     *
     * @param files the folder with the lists of packages
     * @param notice gets what the user should know
     */
    static synchronized PythonEnvironment of(
            Interpreter interpreter, Path files, boolean isDebugged, Consumer<String> notice)
            throws IOException, InterruptedException {
        List<Path> lists = new ArrayList<>(List.of(files.resolve("client.txt"), files.resolve("requirements.txt")));
        if (isDebugged) {
            lists.add(files.resolve("debug.txt"));
        }
        Path folder =
                UserCache.folder().resolve("python").resolve(interpreter.version() + "-" + key(interpreter, lists));
        if (isReady(folder) || make(folder, interpreter, lists, notice)) {
            return new PythonEnvironment(python(folder), packages(folder), version(interpreter));
        }
        return without(interpreter, files);
    }

    /** Returns the interpreter as it is, with what is in the folder. */
    static PythonEnvironment without(Interpreter interpreter, Path files) {
        return new PythonEnvironment(interpreter.program(), files, version(interpreter));
    }

    private static String version(Interpreter interpreter) {
        return "python" + interpreter.version().replaceFirst("\\.\\d+$", "");
    }

    private static String key(Interpreter interpreter, List<Path> lists) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(interpreter.program().toString().getBytes(UTF_8));
            for (Path list : lists) {
                digest.update(Files.readAllBytes(list));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An interpreter that was removed leaves a link that leads nowhere. */
    private static boolean isReady(Path folder) {
        return Files.isExecutable(python(folder));
    }

    private static Path python(Path folder) {
        Path windows = folder.resolve("Scripts").resolve("python.exe");
        return Files.exists(windows) ? windows : folder.resolve("bin").resolve("python");
    }

    private static Path packages(Path folder) throws IOException {
        Path unix = folder.resolve("lib");
        if (Files.isDirectory(unix)) {
            try (DirectoryStream<Path> libraries = Files.newDirectoryStream(unix, "python3*")) {
                for (Path library : libraries) {
                    return library.resolve("site-packages");
                }
            }
        }
        return folder.resolve("Lib").resolve("site-packages");
    }

    /** Several triggers may do so at once: the first one makes it. */
    private static boolean make(Path folder, Interpreter interpreter, List<Path> lists, Consumer<String> notice)
            throws IOException, InterruptedException {
        if (FAILED.contains(folder)) {
            return false;
        }
        Files.createDirectories(folder.getParent());
        try (FileChannel file = FileChannel.open(
                        folder.resolveSibling("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (isReady(folder)) {
                return lock.isValid();
            }
            notice.accept("makes the environment of Python functions, once (%s): %s".formatted(named(lists), folder));
            Optional<String> problem = fill(folder.resolveSibling("unfinished"), interpreter, lists);
            if (problem.isPresent()) {
                FAILED.add(folder);
                notice.accept(
                        "that environment cannot be made (%s): the function runs with the packages that it brings, without boto3"
                                .formatted(problem.get()));
                return false;
            }
            delete(folder);
            Files.move(folder.resolveSibling("unfinished"), folder, StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
    }

    private static String named(List<Path> lists) throws IOException {
        List<String> named = new ArrayList<>();
        for (Path list : lists) {
            Files.readAllLines(list).stream()
                    .filter(line -> !line.startsWith("#") && !line.contains("<"))
                    .map(line -> line.replace("==", " ").replaceFirst(";.*", ""))
                    .forEach(named::add);
        }
        return String.join(", ", named);
    }

    /** Returns why it cannot be made, if so. AWS's client has no wheel for some machines, which need it least. */
    private static Optional<String> fill(Path folder, Interpreter interpreter, List<Path> lists)
            throws IOException, InterruptedException {
        delete(folder);
        Optional<String> problem =
                run(folder, List.of(interpreter.program().toString(), "-m", "venv", folder.toString()));
        if (problem.isPresent()) {
            return problem;
        }
        return install(folder, lists).isEmpty() ? Optional.empty() : install(folder, lists.subList(1, lists.size()));
    }

    private static Optional<String> install(Path folder, List<Path> lists) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                python(folder).toString(),
                "-m",
                "pip",
                "install",
                "--disable-pip-version-check",
                "--no-input",
                "--quiet",
                "--retries=1",
                "--only-binary=:all:"));
        lists.forEach(list -> command.addAll(List.of("-r", list.toString())));
        return run(folder, command);
    }

    /** Returns the line of its output that says why it failed, if so. */
    private static Optional<String> run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolveSibling("output.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        try {
            if (process.waitFor() == 0) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw e;
        }
        List<String> lines = new String(Files.readAllBytes(output), UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.stream()
                .filter(line -> line.startsWith("ERROR: "))
                .reduce((first, last) -> last)
                .map(line -> line.substring("ERROR: ".length()))
                .or(() -> lines.stream().reduce((first, last) -> last))
                .or(() -> Optional.of("pip gives no reason"));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            TaskRoot.delete(folder);
        }
    }
}
