package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.function.code.FunctionSource.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Chooses how code is built: as {@code sam build} would by the runtime, the template, and the build files in the folder.
 *
 * @param maven Maven's path, or its name on the PATH
 */
record Recipes(OwnFiles ownFiles, String maven) {
    private static final String SAM_BUILDS = ".aws-sam";
    private static final String BOOTSTRAP = "bootstrap";
    private static final String GO = "go1.x";

    static Recipes ofThisSystem(OwnFiles ownFiles) {
        return new Recipes(ownFiles, System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn");
    }

    /** Returns how the code of a source is built. */
    Recipe of(FunctionSource source) {
        return tool(source).map(tool -> Recipe.of(tool, ownFiles)).orElseGet(() -> Recipe.asItIs(source, ownFiles));
    }

    private Optional<BuildTool> tool(FunctionSource source) {
        Path code = source.code();
        Method method = source.method();
        if (isReady(source)) {
            return Optional.empty();
        } else if (method instanceof Method.Makefile makefile) {
            return Optional.of(make(source, makefile));
        } else if (method instanceof Method.Esbuild esbuild) {
            return Optional.of(new EsbuildBuild(code, source.handler(), esbuild, Optional.empty(), Optional.empty()));
        } else if (method instanceof Method.Go go) {
            return Optional.of(new GoBuild(
                    code, source.runtime(), source.handler().isEmpty() ? BOOTSTRAP : source.handler(), go.trimPath()));
        } else if (method instanceof Method.CargoLambda rust) {
            return Optional.of(new CargoLambdaBuild(code, rust.binary()));
        }
        return usualTool(source);
    }

    /** Returns what builds it if the template names nothing. */
    private Optional<BuildTool> usualTool(FunctionSource source) {
        Path code = source.code();
        if (source.isNode() || source.isPython()) {
            return Optional.empty();
        } else if (source.runtime().equals(GO)) {
            return Files.exists(code.resolve(source.handler()))
                    ? Optional.empty()
                    : Optional.of(new GoBuild(code, source.runtime(), source.handler(), false));
        } else if (source.runtime().startsWith("provided")) {
            return Optional.of(make(source, new Method.Makefile(Optional.empty(), false)))
                    .filter(make -> MakeBuild.isProject(code) && Files.notExists(code.resolve(BOOTSTRAP)));
        }
        // In the order in which sam build looks for them.
        if (GradleBuild.isProject(code)) {
            return Optional.of(new GradleBuild(code));
        }
        return MavenBuild.isProject(code) ? Optional.of(new MavenBuild(code, maven)) : Optional.empty();
    }

    private static BuildTool make(FunctionSource source, Method.Makefile makefile) {
        return new MakeBuild(source.logicalId(), source.code(), makefile.workingDirectory(), makefile.inSource());
    }

    /** Returns whether the code is taken as it is, because somebody has built it. */
    static boolean isReady(FunctionSource source) {
        return source.method() instanceof Method.Skipped || isBuiltBySam(source.code());
    }

    /** The template that {@code sam build} writes still names the method of the build that is done. */
    private static boolean isBuiltBySam(Path code) {
        for (Path name : code) {
            if (name.toString().equals(SAM_BUILDS)) {
                return true;
            }
        }
        return false;
    }
}
