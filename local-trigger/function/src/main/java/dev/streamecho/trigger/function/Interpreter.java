package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of this machine that runs code as it is written.
 *
 * @param language such as {@code Node.js}
 * @param program its absolute path, after version managers such as pyenv have chosen
 * @param version such as {@code 22.11.0}
 */
public record Interpreter(String language, Path program, String version) {
    private static final long LIMIT_SECONDS = 30;

    /** A process for each; they do not change while the trigger runs. */
    private static final Map<String, CompletableFuture<Optional<Interpreter>>> KNOWN = new ConcurrentHashMap<>();

    /** The interpreters of one family. */
    private enum Language {
        NODEJS("Node.js", "https://nodejs.org", List.of("-p", "process.execPath + '\\n' + process.versions.node")) {
            @Override
            List<String> names(String runtime) {
                return List.of("node");
            }
        },

        PYTHON(
                "Python",
                "https://www.python.org",
                List.of(
                        "-c",
                        "import sys; print(getattr(sys, '_base_executable', None) or sys.executable);"
                                + " print('.'.join(map(str, sys.version_info[:3]))); sys.exit(sys.version_info < (3, 8))")) {
            /** The version of the template comes first, if the machine has several. */
            @Override
            List<String> names(String runtime) {
                return List.of(runtime, "python3", "python");
            }
        };

        private final String shown;
        private final String page;
        private final List<String> question;

        Language(String shown, String page, List<String> question) {
            this.shown = shown;
            this.page = page;
            this.question = question;
        }

        static Optional<Language> of(String runtime) {
            return RuntimeFamily.of(runtime).flatMap(family -> switch (family) {
                case NODEJS -> Optional.of(NODEJS);
                case PYTHON -> Optional.of(PYTHON);
                case JAVA, PROVIDED -> Optional.empty();
            });
        }

        abstract List<String> names(String runtime);

        /** What is wrong without it, as the rest of a sentence about the runtime. */
        String missing() {
            String name = this == PYTHON ? "python3" : "node";
            return "needs %s, and there is no %s on the PATH: install %s (%s)".formatted(shown, name, shown, page);
        }
    }

    /**
     * Returns what is wrong if a runtime's interpreter is missing, as the rest of a sentence about it; empty if it is there,
     * or the runtime needs none. If it is there, it is asked for its version in the background.
     */
    public static Optional<String> missing(String runtime) {
        return missing(runtime, path());
    }

    static Optional<String> missing(String runtime, String path) {
        return Language.of(runtime).flatMap(language -> {
            if (found(language.names(runtime), path).findAny().isEmpty()) {
                return Optional.of(language.missing());
            }
            ask(language, runtime);
            return Optional.empty();
        });
    }

    /**
     * Returns the interpreter of a runtime in Node.js or Python: {@code node}, or the Python 3 whose version is the
     * runtime's, or else {@code python3}.
     *
     * @throws UserError if there is none that runs
     */
    public static Interpreter of(String runtime) {
        Language language = Language.of(runtime).orElseThrow(() -> new IllegalArgumentException(runtime));
        return ask(language, runtime)
                .join()
                .orElseThrow(() -> new UserError("Runtime %s %s".formatted(runtime, language.missing())));
    }

    /** Returns whether this is the version of the runtime's identifier. */
    public boolean isOf(String runtime) {
        String wanted = runtime.replaceFirst("^[a-z]+", "").replaceFirst("\\.x$", "");
        return version.equals(wanted) || version.startsWith(wanted + ".");
    }

    private static CompletableFuture<Optional<Interpreter>> ask(Language language, String runtime) {
        String key = String.join(",", language.names(runtime));
        return KNOWN.computeIfAbsent(key, names -> {
            CompletableFuture<Optional<Interpreter>> answer = new CompletableFuture<>();
            Thread thread = new Thread(
                    () -> answer.complete(found(language.names(runtime), path())
                            .flatMap(program -> answer(program, language).stream())
                            .findFirst()),
                    "asks-" + language.shown);
            thread.setDaemon(true);
            thread.start();
            return answer;
        });
    }

    private static String path() {
        return Optional.ofNullable(System.getenv("PATH")).orElse("");
    }

    /** Returns the programs with one of these names, in the order of the names and then of the PATH. */
    private static Stream<Path> found(List<String> names, String path) {
        boolean isWindows = System.getProperty("os.name").startsWith("Windows");
        List<String> folders = List.of(path.split(File.pathSeparator));
        return names.stream()
                .flatMap(name -> folders.stream()
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder).resolve(isWindows ? name + ".exe" : name)))
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program));
    }

    /** A version manager's program may lead to none. */
    private static Optional<Interpreter> answer(Path program, Language language) {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(Stream.of(program.toString()), language.question.stream())
                                    .toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            List<String> answer = new String(process.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
            return process.exitValue() == 0 && answer.size() == 2
                    ? Optional.of(new Interpreter(language.shown, Path.of(answer.get(0)), answer.get(1)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
