package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/**
 * The languages of functions, each with a handler that does the same: what the event's text says.
 *
 * <p>{@code echo TEXT} returns the event; {@code print} prints three lines, of which the runtime's logger writes the last;
 * {@code fail} fails; {@code exit N} ends the process; {@code sleep} stays; {@code large} returns 7 MB; {@code variables}
 * returns its environment, {@code context} what it knows of the invocation. With {@code INIT=fail} in its environment it
 * cannot be loaded, with {@code INIT=exit} its process ends then.
 */
enum Language {
    JAVA("java25", "example.Handler", "java.lang.IllegalStateException") {
        @Override
        void write(Path folder, TestFunctions functions) throws IOException {
            Path classes = functions.compile(source("Handler.java"));
            Files.move(classes, folder);
        }
    },

    NODEJS("nodejs22.x", "src/app.handler", "RangeError") {
        @Override
        void write(Path folder, TestFunctions functions) throws IOException {
            Path file = Files.createDirectories(folder.resolve("src")).resolve("app.js");
            Files.writeString(file, source("handler.js") + "exports.handler = handler;\n");
        }
    },

    NODEJS_MODULE("nodejs24.x", "index.handler", "RangeError") {
        @Override
        void write(Path folder, TestFunctions functions) throws IOException {
            Files.writeString(
                    Files.createDirectories(folder).resolve("index.mjs"),
                    source("handler.js") + "export { handler };\n");
        }
    },

    PYTHON("python3.13", "app.handler", "ValueError") {
        @Override
        void write(Path folder, TestFunctions functions) throws IOException {
            Files.writeString(Files.createDirectories(folder).resolve("app.py"), source("handler.py"));
        }
    },

    /** Where AWS's client cannot be installed. */
    PYTHON_WITHOUT_CLIENT("python3.13", "app.handler", "ValueError") {
        @Override
        void write(Path folder, TestFunctions functions) throws IOException {
            PYTHON.write(folder, functions);
        }

        @Override
        FunctionRuntime runtime() {
            return PythonRuntime.withoutPackages(RuntimeFiles.ofTrigger());
        }
    },

    /** A program that speaks the Runtime API itself. */
    PROVIDED("provided.al2023", "bootstrap", "example.Failure") {
        @Override
        void write(Path folder, TestFunctions functions) throws IOException {
            Path program = Files.createDirectories(folder).resolve("bootstrap");
            Files.writeString(program, source("bootstrap.py"));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        @Override
        String interpreterOf() {
            return "python3.13";
        }
    };

    private final String identifier;
    private final String handler;
    private final String errorType;

    Language(String identifier, String handler, String errorType) {
        this.identifier = identifier;
        this.handler = handler;
        this.errorType = errorType;
    }

    String identifier() {
        return identifier;
    }

    /** The type of the error that {@code fail} gives. */
    String errorType() {
        return errorType;
    }

    abstract void write(Path folder, TestFunctions functions) throws IOException;

    String interpreterOf() {
        return identifier;
    }

    FunctionRuntime runtime() {
        return FunctionRuntime.of(identifier);
    }

    /** Leaves the test out if this machine does not have the language. */
    FunctionConfiguration configuration(
            TestFunctions functions, Path folder, Duration timeout, Map<String, String> environment)
            throws IOException {
        assumeThat(Interpreter.missing(interpreterOf()))
                .as("the interpreter of " + this)
                .isEmpty();
        Path code = folder.resolve("code-" + this);
        if (Files.notExists(code)) {
            write(code, functions);
        }
        return TestFunctions.configuration(identifier, handler, code, timeout, environment);
    }

    private static String source(String name) throws IOException {
        try (var file = Language.class.getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
