package dev.streamecho.trigger.function.code;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the code of a function comes from.
 *
 * @param logicalId the function's logical id
 * @param runtime its runtime's identifier
 * @param code the absolute path that {@code CodeUri} names
 * @param method how the code is built
 */
public record FunctionSource(String logicalId, String runtime, Path code, Method method) {

    /**
     * How {@code sam build} would build it.
     *
     * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/building-custom-runtimes.html">
     *     Building Lambda functions with custom runtimes</a>
     */
    public sealed interface Method {
        /** It is built with the tool whose build file is in the folder; code without one is taken as it is. */
        record Usual() implements Method {}

        /** It is built in the same way, for a layer, which may have dependencies alone. */
        record OfLayer() implements Method {}

        /** It is taken as it is, as {@code SkipBuild} asks. */
        record Skipped() implements Method {}

        /**
         * It is built with the target {@code build-LOGICALID} of its makefile.
         *
         * @param workingDirectory the absolute path of the folder in which make runs; empty for that of the code
         */
        record Makefile(Optional<Path> workingDirectory) implements Method {}
    }

    public FunctionSource {
        code = code.toAbsolutePath().normalize();
    }

    /** Returns a source that is built in the usual way. */
    public static FunctionSource of(String logicalId, String runtime, Path code) {
        return new FunctionSource(logicalId, runtime, code, new Method.Usual());
    }
}
