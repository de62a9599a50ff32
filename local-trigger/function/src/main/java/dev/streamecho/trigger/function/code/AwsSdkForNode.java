package dev.streamecho.trigger.function.code;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
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
record AwsSdkForNode(NavigableSet<String> names, boolean isOld, String npm) {
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
        NavigableSet<String> names = new TreeSet<>();
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

    /** Returns what is to be installed; empty for nothing. */
    Optional<SharedPackages> packages() {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new SharedPackages(
                        names.stream().map(name -> name + (isOld ? "@2" : "")).toList(), npm));
    }

    /** Returns a line about what was installed in a folder. */
    String notice(Path installed) throws IOException {
        List<String> versions = new ArrayList<>();
        for (String name : names) {
            versions.add(SharedPackages.withVersion(installed, name));
        }
        return "%s, as the code imports and does not bring: on AWS the runtime has its own version"
                .formatted(String.join(", ", versions));
    }
}
