package dev.streamecho.trigger.function;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lambda's runtimes whose functions run here, by how their processes are started. Images, Ruby and .NET's managed runtime
 * are in none.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html">Lambda runtimes</a>
 */
public enum RuntimeFamily {
    /** {@code java8.al2} to {@code java25}, on the JDK of the trigger. */
    JAVA("java\\d.*"),

    /** {@code nodejs22.x}, on the machine's {@code node}. */
    NODEJS("nodejs.*"),

    /** {@code python3.12}, on the machine's Python 3. */
    PYTHON("python3\\..*"),

    /** {@code provided.al2023}, of which the code is a program, as is that of {@code go1.x}. */
    PROVIDED("provided.*|go1\\.x");

    /** What an error of another runtime says. */
    public static final String NOT_SUPPORTED =
            "is not supported: functions in Java, Node.js and Python 3 run locally, and programs (provided.al2023)";

    private final Pattern identifiers;

    RuntimeFamily(String identifiers) {
        this.identifiers = Pattern.compile(identifiers);
    }

    /** Returns the family of a runtime's identifier, such as {@code nodejs22.x}; empty if it does not run here. */
    public static Optional<RuntimeFamily> of(String runtime) {
        for (RuntimeFamily family : values()) {
            if (family.identifiers.matcher(runtime).matches()) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }
}
