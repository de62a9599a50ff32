package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.function.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Installs the packages of a {@code requirements.txt} into a folder of its own.
 *
 * @param project the absolute path of the folder of the {@code requirements.txt}
 * @param ownFiles the trigger's own, which are not the project's
 * @param python the interpreter that will run the code
 * @see <a href="https://pip.pypa.io/en/stable/cli/pip_install/">pip install</a>
 */
record PipInstall(Path project, OwnFiles ownFiles, Interpreter python) implements Installation {
    static final String REQUIREMENTS = "requirements.txt";

    private static final Pattern INCLUDE = Pattern.compile("(?:-r|--requirement|-c|--constraint)[ =]*(\\S+)");
    private static final Pattern LOCAL = Pattern.compile("(?:.*@ *)?(?:-e +)?(?:file:)?(\\.{1,2}(?:/[^\\s;\\[#]*)?).*");
    private static final Pattern ERROR = Pattern.compile("(?:ERROR|error): (.*)");
    private static final String NO_PIP = "No module named pip";

    private static final String NOT_THERE = "ERROR: No matching distribution found";

    /** All versions that there are of a package, before the line that says what is missing. */
    private static final Pattern VERSIONS =
            Pattern.compile("ERROR: (?:Ignored the following|Could not find a version that satisfies).*");

    static boolean isProject(Path folder) throws IOException {
        Path file = folder.resolve(REQUIREMENTS);
        return Files.isRegularFile(file) && lines(file).stream().anyMatch(line -> !line.isEmpty());
    }

    @Override
    public String name() {
        return "pip";
    }

    @Override
    public Path sources() {
        return project;
    }

    @Override
    public boolean isRunWith() {
        return true;
    }

    @Override
    public String version() throws IOException {
        MessageDigest digest = Digests.sha256();
        digest.update("%s %s %s"
                .formatted(python.version(), System.getProperty("os.name"), System.getProperty("os.arch"))
                .getBytes(UTF_8));
        for (Path file : requirements()) {
            digest.update(Files.readAllBytes(file));
        }
        for (Path folder : local()) {
            digest.update(
                    SourceTree.ofProject(folder, ownFiles).state().version().getBytes(UTF_8));
        }
        return "pip-" + HexFormat.of().formatHex(digest.digest(), 0, Long.BYTES);
    }

    /** Returns the project's file, and those that it includes. */
    private Set<Path> requirements() throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        addIncluded(project.resolve(REQUIREMENTS), files);
        return files;
    }

    private static void addIncluded(Path file, Set<Path> found) throws IOException {
        if (!Files.isRegularFile(file) || !found.add(file)) {
            return;
        }
        for (String line : lines(file)) {
            Matcher include = INCLUDE.matcher(line);
            if (include.matches()) {
                addIncluded(file.resolveSibling(include.group(1)).normalize(), found);
            }
        }
    }

    /** Returns the folders and archives that are required by their relative paths, which are those from the project. */
    private Set<Path> local() throws IOException {
        Set<Path> local = new LinkedHashSet<>();
        for (Path file : requirements()) {
            for (String line : lines(file)) {
                Matcher path = LOCAL.matcher(line);
                Path place = path.matches() ? project.resolve(path.group(1)).normalize() : project;
                if (path.matches() && Files.exists(place)) {
                    local.add(place);
                }
            }
        }
        return local;
    }

    private static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), UTF_8)
                .lines()
                .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                .toList();
    }

    /** In a copy, because a package in a folder leaves files there when it is built. */
    @Override
    public BuildProcess.Result build(SourceTree tree, Path work, Path target) throws IOException, InterruptedException {
        Folders.delete(work);
        List<Path> places = new ArrayList<>(local());
        places.add(project);
        requirements().forEach(file -> places.add(file.getParent()));
        Mirror mirror = Mirror.of(work, places);
        for (Path place : local()) {
            Folders.copy(place, SourceTree.ofProject(place, ownFiles).state().files(), mirror.place(place));
        }
        for (Path file : requirements()) {
            Path copy = mirror.place(file);
            Files.createDirectories(copy.getParent());
            Files.write(copy, Files.readAllBytes(file));
        }
        Path folder = mirror.place(project);
        Path output = work.resolveSibling("output.log");
        BuildProcess.Result result = install(python.program(), folder, target, output);
        if (result.isSuccess() || !lacksPip(result.lines())) {
            return result;
        }
        // Debian's Python has no pip, but puts one into each environment that it makes.
        Path environment = work.resolve("environment-with-pip");
        BuildProcess.Result made = BuildProcess.run(
                folder, Map.of(), List.of(python.program().toString(), "-m", "venv", environment.toString()), output);
        return made.isSuccess()
                ? install(environment.resolve("bin").resolve("python"), folder, target, output)
                : result;
    }

    private static BuildProcess.Result install(Path python, Path folder, Path target, Path output)
            throws IOException, InterruptedException {
        List<String> command = List.of(
                python.toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-input",
                "--no-warn-script-location",
                "--target",
                target.toString(),
                "--requirement",
                REQUIREMENTS);
        return BuildProcess.run(folder, Map.of("PIP_USER", "0", "PIP_ROOT_USER_ACTION", "ignore"), command, output);
    }

    private static boolean lacksPip(List<String> lines) {
        return lines.stream().anyMatch(line -> line.contains(NO_PIP));
    }

    /** Of a file that both have, the code's own is taken, as by {@code sam build}. */
    @Override
    public void link(Path installed, Path taskRoot) throws IOException {
        Links.merge(installed, taskRoot);
    }

    @Override
    public String missing() {
        return "%s does not run: install Python 3".formatted(python.program());
    }

    @Override
    public String reason(List<String> lines) {
        if (lacksPip(lines)) {
            return "%s has no pip: install it (on Debian and Ubuntu, python3-pip)".formatted(python.program());
        }
        return lines.stream()
                .filter(line -> !VERSIONS.matcher(line).matches())
                .map(ERROR::matcher)
                .filter(Matcher::lookingAt)
                .map(error -> error.group(1))
                .findFirst()
                .or(() -> lines.stream().filter(line -> !line.isBlank()).findFirst())
                .orElse("pip gave no reason");
    }

    /** Returns why a package cannot be built; of one that is not there, the reason is enough. */
    @Override
    public List<String> explanation(List<String> lines) {
        return lines.stream().anyMatch(line -> line.startsWith(NOT_THERE)) ? List.of() : lines;
    }
}
