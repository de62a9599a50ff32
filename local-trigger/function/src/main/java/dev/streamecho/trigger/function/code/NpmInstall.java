package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Installs the packages of a {@code package.json} outside of the project: those of its lock file if it has one, as {@code
 * npm ci} does.
 *
 * @param project the absolute path of the folder of the {@code package.json}
 * @param ownFiles the trigger's own, which are not the project's
 * @param withDevelopment whether those that only a build needs are installed too
 * @param executable npm's path, or its name on the PATH
 * @see <a href="https://docs.npmjs.com/cli/commands/npm-ci">npm ci</a>
 */
record NpmInstall(Path project, OwnFiles ownFiles, boolean withDevelopment, String executable) implements Installation {
    /** Of the project, what npm reads besides. */
    private static final String SETTINGS = ".npmrc";

    static final List<String> QUIETLY = List.of("--no-audit", "--no-fund", "--no-progress", "--loglevel=error");
    private static final String OUT_OF_SYNC = "are in sync";

    @Override
    public String name() {
        return NpmOutput.NPM;
    }

    @Override
    public Path sources() {
        return project;
    }

    @Override
    public boolean isRunWith() {
        return !withDevelopment;
    }

    /** Returns a version of all that npm reads: a local dependency is one more folder of it. */
    @Override
    public String version() throws IOException {
        MessageDigest digest = Digests.sha256();
        digest.update("%s %s %s"
                .formatted(withDevelopment, System.getProperty("os.name"), System.getProperty("os.arch"))
                .getBytes(UTF_8));
        for (Path file : npmsFiles()) {
            digest.update(Files.readAllBytes(file));
        }
        for (Map.Entry<Path, SourceTree> copied : copied().entrySet()) {
            digest.update(copied.getValue().state().version().getBytes(UTF_8));
        }
        return "npm-" + HexFormat.of().formatHex(digest.digest(), 0, Long.BYTES);
    }

    private List<Path> npmsFiles() {
        return Stream.concat(Stream.of(PackageJson.NAME, SETTINGS), PackageLock.NAMES.stream())
                .map(project::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }

    /** The folders whose files an installation needs, by their paths. */
    private Map<Path, SourceTree> copied() throws IOException {
        Map<Path, SourceTree> copied = new LinkedHashMap<>();
        Set<Path> local = new LinkedHashSet<>();
        addLocalDependencies(project, local);
        if (manifest().needsProject()) {
            local.add(project);
        }
        for (Path place : local) {
            copied.put(place, SourceTree.ofProject(place, ownFiles));
        }
        return copied;
    }

    private PackageJson manifest() throws IOException {
        return PackageJson.of(project).orElseThrow();
    }

    /** Adds folders and archives that a package names by relative paths, and what those name. */
    private static void addLocalDependencies(Path of, Set<Path> found) throws IOException {
        Optional<PackageJson> manifest = Files.isDirectory(of) ? PackageJson.of(of) : Optional.empty();
        if (manifest.isEmpty()) {
            return;
        }
        for (String from : manifest.get().dependencies(true).values()) {
            String path = from.replaceFirst("^(file|link):", "");
            boolean isLocal = !path.equals(from) || path.startsWith(".");
            Path place = isLocal ? of.resolve(path).normalize() : of;
            if (isLocal && !Path.of(path).isAbsolute() && Files.exists(place) && found.add(place)) {
                addLocalDependencies(place, found);
            }
        }
    }

    /** Returns where the packages are in the folder of an installation. */
    private Path folder(Path installed) throws IOException {
        List<Path> places = new ArrayList<>(copied().keySet());
        places.add(project);
        return Mirror.of(installed, places).place(project);
    }

    @Override
    public BuildProcess.Result build(SourceTree tree, Path work, Path target) throws IOException, InterruptedException {
        Map<Path, SourceTree> copied = copied();
        List<Path> places = new ArrayList<>(copied.keySet());
        places.add(project);
        Mirror mirror = Mirror.of(target, places);
        for (Map.Entry<Path, SourceTree> entry : copied.entrySet()) {
            Folders.copy(entry.getKey(), entry.getValue().state().files(), mirror.place(entry.getKey()));
        }
        Path folder = Files.createDirectories(mirror.place(project));
        Folders.copy(
                project,
                Set.copyOf(npmsFiles().stream().map(project::relativize).toList()),
                folder);
        Files.write(folder.resolve(PackageJson.NAME), manifest().withoutPreparation());
        Path output = work.resolveSibling("output.log");
        if (PackageLock.NAMES.stream().map(folder::resolve).noneMatch(Files::exists)) {
            return run("install", folder, output);
        }
        BuildProcess.Result locked = run("ci", folder, output);
        if (locked.isSuccess() || locked.lines().stream().noneMatch(line -> line.contains(OUT_OF_SYNC))) {
            return locked;
        }
        return run("install", folder, output)
                .withNotice("the lock file of %s does not match its package.json, so npm chose versions, as it does for"
                                .formatted(project)
                        + " sam build: run npm install there to have the same ones everywhere");
    }

    private BuildProcess.Result run(String command, Path folder, Path output) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(executable, command));
        line.addAll(QUIETLY);
        if (!withDevelopment) {
            line.add("--omit=dev");
        }
        return BuildProcess.run(folder, Map.of("npm_config_update_notifier", "false"), line, output);
    }

    @Override
    public void link(Path installed, Path taskRoot) throws IOException {
        Path modules = modules(installed);
        if (Files.isDirectory(modules)) {
            Links.make(taskRoot.resolve(NodeModules.NAME), modules);
        }
    }

    /** Returns the folder of packages in that of an installation; it is missing if there were none to install. */
    Path modules(Path installed) throws IOException {
        return folder(installed).resolve(NodeModules.NAME);
    }

    @Override
    public String missing() {
        return NpmOutput.MISSING;
    }

    @Override
    public String reason(List<String> lines) {
        return NpmOutput.reason(lines);
    }

    @Override
    public List<String> explanation(List<String> lines) {
        return NpmOutput.explanation(lines);
    }
}
