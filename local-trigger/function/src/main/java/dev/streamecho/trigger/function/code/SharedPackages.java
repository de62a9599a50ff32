package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.function.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Packages of npm that are installed once for all projects.
 *
 * @param specifications as npm takes them: {@code esbuild}, {@code aws-sdk@2}
 * @param npm npm's path, or its name on the PATH
 */
record SharedPackages(List<String> specifications, String npm) implements Installation {

    @Override
    public String name() {
        return NpmOutput.NPM;
    }

    @Override
    public String task() {
        return "install " + String.join(", ", specifications);
    }

    @Override
    public Path sources() {
        return UserCache.folder();
    }

    @Override
    public boolean isRunWith() {
        return false;
    }

    @Override
    public String version() {
        byte[] digest = Digests.sha256().digest(specifications.toString().getBytes(UTF_8));
        return "npm-" + HexFormat.of().formatHex(digest, 0, Long.BYTES);
    }

    @Override
    public BuildProcess.Result build(SourceTree tree, Path work, Path target) throws IOException, InterruptedException {
        Files.writeString(target.resolve(PackageJson.NAME), "{}");
        List<String> command = new ArrayList<>(List.of(npm, "install"));
        command.addAll(NpmInstall.QUIETLY);
        command.addAll(specifications);
        return BuildProcess.run(
                target, Map.of("npm_config_update_notifier", "false"), command, work.resolveSibling("output.log"));
    }

    @Override
    public void link(Path installed, Path taskRoot) {
        // They stay beside the code.
    }

    /** Returns the folder of packages in that of an installation. */
    static Path modules(Path installed) {
        return installed.resolve(NodeModules.NAME);
    }

    /** Returns a package's name with the version that was installed. */
    static String withVersion(Path installed, String name) throws IOException {
        return name
                + PackageJson.of(modules(installed).resolve(name))
                        .map(own -> " " + own.version())
                        .orElse("");
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
