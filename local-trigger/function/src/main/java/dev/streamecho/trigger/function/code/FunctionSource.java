package dev.streamecho.trigger.function.code;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the code of a function comes from.
 *
 * @param logicalId the function's logical id
 * @param runtime its runtime's identifier
 * @param handler its handler, which names the file of a script; empty for a layer
 * @param code the absolute path that {@code CodeUri} names; for inline code that of the template's folder
 * @param method how the code is built
 */
public record FunctionSource(String logicalId, String runtime, String handler, Path code, Method method) {

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
         * @param inSource whether it runs in the code's own folder, and not in a copy
         */
        record Makefile(Optional<Path> workingDirectory, boolean inSource) implements Method {}

        /**
         * It is the text of the template, which Lambda gets in a file named index.
         *
         * @see <a
         *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-function-code.html">
         *     AWS::Lambda::Function Code</a>
         */
        record Inline(String text) implements Method {}

        /**
         * It is bundled by esbuild.
         *
         * @param entryPoints relative to the code; empty for the file that the handler names
         * @param options of esbuild's command line
         * @see <a
         *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-build-typescript.html">
         *     Building Node.js Lambda functions with esbuild</a>
         */
        record Esbuild(List<String> entryPoints, List<String> options) implements Method {
            public Esbuild {
                entryPoints = List.copyOf(entryPoints);
                options = List.copyOf(options);
            }
        }

        /**
         * It is compiled by Go.
         *
         * @param trimPath whether the executable has no paths of this machine in it
         */
        record Go(boolean trimPath) implements Method {}

        /**
         * It is compiled by Cargo Lambda.
         *
         * @param binary the one to take; empty if there is one only
         */
        record CargoLambda(Optional<String> binary) implements Method {}
    }

    public FunctionSource {
        code = code.toAbsolutePath().normalize();
    }

    /** Returns a source that is built in the usual way, of a function whose handler is no file's name. */
    public static FunctionSource of(String logicalId, String runtime, Path code) {
        return of(logicalId, runtime, code, new Method.Usual());
    }

    /** Returns a source that is built in this way, of a layer or a function whose handler is no file's name. */
    public static FunctionSource of(String logicalId, String runtime, Path code, Method method) {
        return new FunctionSource(logicalId, runtime, "", code, method);
    }

    boolean isInFiles() {
        return !(method instanceof Method.Inline);
    }

    boolean isLayer() {
        return handler.isEmpty();
    }

    boolean isNode() {
        return runtime.startsWith("nodejs");
    }

    boolean isPython() {
        return runtime.startsWith("python");
    }
}
