package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.function.Interpreter;
import dev.streamecho.trigger.function.code.FunctionSource.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what code in Node.js or Python needs of others: what has to be installed for it, and what is beside it already.
 *
 * @param npm npm's path, or its name on the PATH
 */
record Requirements(OwnFiles ownFiles, String npm) {

    static Requirements ofThisSystem(OwnFiles ownFiles) {
        return new Requirements(ownFiles, System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm");
    }

    /**
     * Returns what has to be installed before code is built or run; empty for nothing.
     *
     * @throws IOException if a file that lists it cannot be read
     */
    Optional<Installation> installation(FunctionSource source) throws IOException {
        Method method = source.method();
        boolean isUsual = method instanceof Method.Usual || method instanceof Method.OfLayer;
        if (Recipes.isReady(source) || !Files.isDirectory(source.code())) {
            return Optional.empty();
        } else if (method instanceof Method.Esbuild) {
            return npm(source.code(), true);
        } else if (isUsual && source.isNode()) {
            return npm(source.code(), false);
        } else if (isUsual && source.isPython() && PipInstall.isProject(source.code())) {
            return Optional.of(new PipInstall(source.code(), ownFiles, Interpreter.of(source.runtime())));
        }
        return Optional.empty();
    }

    private Optional<Installation> npm(Path code, boolean withDevelopment) throws IOException {
        Optional<PackageJson> manifest = PackageJson.of(code);
        if (manifest.isEmpty()
                || new NodeModules(code)
                        .have(manifest.get().dependencies(withDevelopment).keySet())) {
            return Optional.empty();
        }
        return Optional.of(new NpmInstall(code, ownFiles, withDevelopment, npm));
    }

    /** Gives code that is taken as it is the packages that its project has installed. */
    void link(FunctionSource source, Path taskRoot) throws IOException {
        if (source.isNode() && Files.isDirectory(source.code())) {
            Set<String> packages = PackageJson.of(source.code())
                    .map(manifest -> manifest.dependencies(false).keySet())
                    .orElse(Set.of());
            new NodeModules(source.code()).link(packages, taskRoot);
        }
    }

    /** Returns the packages of the AWS SDK that code lacks, and that its runtime has on AWS. */
    AwsSdkForNode awsSdk(FunctionSource source, Path taskRoot) throws IOException {
        return AwsSdkForNode.missing(taskRoot, source.runtime(), npm);
    }

    /** Returns esbuild, for a project that has none on a machine that has none. */
    SharedPackages esbuild() {
        return new SharedPackages(List.of("esbuild"), npm);
    }
}
