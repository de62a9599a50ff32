package dev.streamecho.trigger.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterTest {
    @ParameterizedTest
    @ValueSource(strings = {"nodejs22.x", "python3.13"})
    void theMachinesInterpreterIsFoundWithItsVersion(String runtime) {
        assumeThat(Interpreter.missing(runtime)).as("the interpreter").isEmpty();

        Interpreter found = Interpreter.of(runtime);

        assertThat(found.program())
                .isAbsolute()
                .satisfies(program -> assertThat(Files.isExecutable(program)).isTrue());
        assertThat(found.version()).matches("\\d+\\.\\d+\\.\\d+");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nodejs22.x | needs Node.js, and there is no node on the PATH: install Node.js (https://nodejs.org)
            python3.13 | needs Python, and there is no python3 on the PATH: install Python (https://www.python.org)
            java25     |
            """)
    void oneThatIsMissingIsNamedWithItsRemedy(String runtime, String problem) {
        assertThat(Interpreter.missing(runtime, "/nowhere").orElse(null)).isEqualTo(problem);
    }

    @Test
    void aRuntimeThatNeedsNoneMissesNone() {
        assertThat(Interpreter.missing("java25")).isEmpty();
        assertThat(Interpreter.missing("provided.al2023")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "22.11.0, nodejs22.x, true",
        "20.20.2, nodejs22.x, false",
        "22.11.0, nodejs2.x, false",
        "3.12.4, python3.12, true",
        "3.11.7, python3.12, false",
        "3.1.7, python3.12, false",
    })
    void itsVersionIsThatOfTheTemplateOrNot(String version, String runtime, boolean isIt) {
        assertThat(new Interpreter("any", Path.of("/usr/bin/any"), version).isOf(runtime))
                .isEqualTo(isIt);
    }

    @ParameterizedTest
    @CsvSource({
        "java8.al2, JAVA",
        "java25, JAVA",
        "nodejs22.x, NODEJS",
        "python3.13, PYTHON",
        "provided.al2023, PROVIDED",
        "go1.x, PROVIDED",
        "python2.7, ",
        "ruby3.4, ",
        "dotnet8, ",
        "javascript, ",
    })
    void runtimesBelongToAFamilyOrAreNotSupported(String runtime, RuntimeFamily family) {
        assertThat(RuntimeFamily.of(runtime).orElse(null)).isEqualTo(family);
    }
}
