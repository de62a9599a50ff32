package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.function.UserCache;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packages of the AWS SDK that a function's code imports and does not bring, because Lambda's runtimes of Node.js have
 * them: version 3, and up to {@code nodejs16.x} version 2.
 *
 * @param names sorted
 * @param isOld whether it is version 2
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-sdk-included">Runtime-included SDK
 *     versions</a>
 */
record AwsSdkForNode(SortedSet<String> names, boolean isOld, String npm) implements Installation {
    private static final Pattern SCRIPT = Pattern.compile(".+\\.[cm]?js");
    private static final Pattern RUNTIME = Pattern.compile("nodejs(\\d+).*");
    private static final Pattern IMPORT = Pattern.compile(
            "(?:\\bfrom|\\bimport|\\brequire)\\s*\\(?\\s*[\"'`]((?:@aws-sdk|@smithy)/[\\w-]+|aws-sdk)(?:/[^\"'`]*)?[\"'`]");

    /** The last runtime with version 2 and without version 3. */
    private static final int LAST_WITH_OLD = 16;

    /** Larger ones are data, or what a bundler has made of very much. */
    private static final long LARGEST_SCRIPT_BYTES = 20_000_000;

    /** Returns those for code in a folder, and for a runtime that has them. */
    static AwsSdkForNode missing(Path code, String runtime, String npm) throws IOException {
        Matcher version = RUNTIME.matcher(runtime);
        boolean isOld = version.matches() && Integer.parseInt(version.group(1)) <= LAST_WITH_OLD;
        SortedSet<String> names = new TreeSet<>();
        Files.walkFileTree(code, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.endsWith(NodeModules.NAME) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()
                        && attributes.size() <= LARGEST_SCRIPT_BYTES
                        && SCRIPT.matcher(file.getFileName().toString()).matches()) {
                    IMPORT.matcher(Files.readString(file, ISO_8859_1))
                            .results()
                            .map(found -> found.group(1))
                            .filter(name -> name.equals("aws-sdk") == isOld)
                            .forEach(names::add);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        names.removeIf(name -> Files.isDirectory(code.resolve(NodeModules.NAME).resolve(name)));
        return new AwsSdkForNode(names, isOld, npm);
    }

    @Override
    public String name() {
        return NpmOutput.NPM;
    }

    @Override
    public String task() {
        return "install " + String.join(", ", names);
    }

    @Override
    public Path sources() {
        return UserCache.folder();
    }

    @Override
    public boolean isRunWith() {
        return true;
    }

    @Override
    public String version() {
        byte[] digest = Digests.sha256().digest(names.toString().getBytes(UTF_8));
        return "sdk-" + HexFormat.of().formatHex(digest, 0, Long.BYTES);
    }

    @Override
    public BuildProcess.Result build(SourceTree tree, Path work, Path target) throws IOException, InterruptedException {
        Files.writeString(target.resolve(PackageJson.NAME), "{}");
        List<String> command = new ArrayList<>(List.of(npm, "install"));
        command.addAll(NpmInstall.QUIETLY);
        names.forEach(name -> command.add(name + (isOld ? "@2" : "")));
        return BuildProcess.run(
                target, Map.of("npm_config_update_notifier", "false"), command, work.resolveSibling("output.log"));
    }

    @Override
    public void link(Path installed, Path taskRoot) {
        // It stays beside the code, as on AWS.
    }

    /** Returns a line about what was installed. */
    String notice(Path installed) throws IOException {
        List<String> versions = new ArrayList<>();
        for (String name : names) {
            Path folder = installed.resolve(NodeModules.NAME).resolve(name);
            versions.add(name
                    + PackageJson.of(folder).map(own -> " " + own.version()).orElse(""));
        }
        return "%s, as the code imports and does not bring: on AWS the runtime has its own version"
                .formatted(String.join(", ", versions));
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
