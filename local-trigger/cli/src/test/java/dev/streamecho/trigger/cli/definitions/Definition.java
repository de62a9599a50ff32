package dev.streamecho.trigger.cli.definitions;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.streamecho.trigger.table.ItemJson;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.language.Value;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A definition of the test data, in a folder of its own. Beside the definition and its code, it may have:
 *
 * <ul>
 *   <li>{@code item.json}: what the written item has besides its key, in plain JSON
 *   <li>{@code needs}: commands, one in a line, that succeed where it can be run; elsewhere it is left out, with the command that
 *       did not. That its runtime is there need not be asked
 *   <li>{@code left-out}: names, one in a line, of what cannot run here and is left out
 *   <li>a folder whose name ends in {@code .zip} or {@code .jar}, which stands for an archive of its files; a source in Java
 *       in it stands for its class
 * </ul>
 */
record Definition(Path folder) {
    /** A string that is a number too, to be any table's key. */
    static final String KEY = "4815162342";

    private static final Map<String, String> INTERPRETERS =
            Map.of("nodejs", "node --version", "python", "python3 --version");

    private static final Map<String, Boolean> ANSWERS = new ConcurrentHashMap<>();

    static Stream<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(all())) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static Path all() {
        try {
            return Path.of(Definition.class.getResource("/definitions").toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes a copy, in which archives are made of what stands for them. */
    static Definition copy(String name, Path folder) throws IOException {
        Path original = all().resolve(name);
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(original.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                // Maven's copies are not executable.
                if (Files.readString(copy).startsWith("#!")) {
                    copy.toFile().setExecutable(true);
                }
            }
        }
        try (Stream<Path> folders = Files.walk(folder)) {
            for (Path archive : folders.filter(Files::isDirectory)
                    .filter(inner -> inner.toString().matches(".*\\.(zip|jar)"))
                    .toList()) {
                pack(archive);
            }
        }
        return new Definition(folder);
    }

    private static void pack(Path archive) throws IOException {
        Path content = Files.move(archive, archive.resolveSibling("content-of-" + archive.getFileName()));
        List<Path> sources = filesIn(content, ".java");
        if (!sources.isEmpty()) {
            List<String> arguments = new ArrayList<>(List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    content.toString()));
            sources.forEach(source -> arguments.add(source.toString()));
            if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
                throw new AssertionError("does not compile: " + sources);
            }
        }
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Path entry : filesIn(content, "")) {
                if (!sources.contains(entry)) {
                    zip.putNextEntry(new ZipEntry(content.relativize(entry).toString()));
                    zip.write(Files.readAllBytes(entry));
                }
            }
        }
    }

    private static List<Path> filesIn(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .toList();
        }
    }

    /** Reads what {@code trigger run} would take in its folder, or a plan of Terraform, which it has to be given. */
    Template template() {
        Path plan = folder.resolve("plan.json");
        return Template.read(Files.exists(plan) ? plan : Template.find(folder, notice -> {}), Map.of(), "us-east-1");
    }

    /** Leaves the test out if this machine lacks what it needs. */
    void requireTools() throws IOException {
        Set<String> questions = template().functions().stream()
                .flatMap(function -> function.properties().get("Runtime").stream())
                .map(Value::text)
                .flatMap(runtime -> INTERPRETERS.entrySet().stream()
                        .filter(family -> runtime.startsWith(family.getKey()))
                        .map(Map.Entry::getValue))
                .collect(Collectors.toSet());
        Path needs = folder.resolve("needs");
        if (Files.exists(needs)) {
            questions.addAll(Files.readAllLines(needs));
        }
        for (String question : questions) {
            if (!ANSWERS.computeIfAbsent(question, Definition::succeeds)) {
                abort("left out: this machine has no " + question);
            }
        }
    }

    private static boolean succeeds(String command) {
        try {
            File nowhere = Files.createTempDirectory("asked").toFile();
            nowhere.deleteOnExit();
            return new ProcessBuilder(command.split(" "))
                            .directory(nowhere)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns whether this definition has what a line says is left out. */
    boolean leavesOut(String line) {
        Path file = folder.resolve("left-out");
        try {
            return Files.exists(file) && Files.readAllLines(file).stream().anyMatch(line::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, AttributeValue> item() throws IOException {
        Path file = folder.resolve("item.json");
        return Files.exists(file) ? ItemJson.attributes(Files.readString(file)) : Map.of();
    }
}
