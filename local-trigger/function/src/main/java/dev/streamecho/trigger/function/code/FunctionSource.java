package dev.streamecho.trigger.function.code;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the code of a function comes from.
 *
 * @param logicalId the function
 * @param runtime its runtime's identifier
 * @param code the absolute path that {@code CodeUri} names
 * @param method how it is built
 */
public record FunctionSource(String logicalId, String runtime, Path code, Method method) {

    /**
     * How {@code sam build} would build it.
     *
     * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/building-custom-runtimes.html">
     *     Building Lambda functions with custom runtimes</a>
     */
    public sealed interface Method {
        /** With the tool whose build file is in the folder; code without one is taken as it is. */
        record Usual() implements Method {}

        /** The same for a layer, which may have dependencies alone. */
        record OfLayer() implements Method {}

        /** Taken as it is, as {@code SkipBuild} asks. */
        record Skipped() implements Method {}

        /**
         * With the target {@code build-LOGICALID} of its makefile.
         *
         * @param workingDirectory the absolute path of the folder in which it runs, if it is not that of the code
         */
        record Makefile(Optional<Path> workingDirectory) implements Method {}
    }

    public FunctionSource {
        code = code.toAbsolutePath().normalize();
    }

    /** Code that is built in the usual way. */
    public static FunctionSource of(String logicalId, String runtime, Path code) {
        return new FunctionSource(logicalId, runtime, code, new Method.Usual());
    }
}
