package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The programs of this machine that make code ready to run, by their names on the PATH. */
public final class NeededPrograms {
    private NeededPrograms() {}

    /**
     * Returns what a function's code needs, whether or not it is here: {@code mvn}, {@code gradle}, {@code npm}, {@code make},
     * {@code go} or {@code cargo-lambda}; none if it is taken as it is, or its project has a wrapper of its own.
     */
    public static Set<String> of(FunctionSource source) {
        if (!source.isInFiles()) {
            return Set.of();
        }
        OwnFiles ownFiles = OwnFiles.none();
        Set<String> programs = new LinkedHashSet<>();
        Recipes.ofThisSystem(ownFiles)
                .of(source)
                .tool()
                .flatMap(NeededPrograms::of)
                .ifPresent(programs::add);
        if (source.isNode() && installsPackages(source, ownFiles)) {
            programs.add(NpmOutput.NPM);
        }
        return programs;
    }

    private static Optional<String> of(BuildTool tool) {
        if (tool instanceof GradleBuild gradle) {
            return gradle.wrapper().isPresent() ? Optional.empty() : Optional.of("gradle");
        } else if (tool instanceof MavenBuild) {
            return Optional.of("mvn");
        } else if (tool instanceof MakeBuild) {
            return Optional.of("make");
        } else if (tool instanceof GoBuild) {
            return Optional.of("go");
        }
        if (tool instanceof EsbuildBuild esbuild) {
            return esbuild.isThere() ? Optional.empty() : Optional.of(NpmOutput.NPM);
        }
        return tool instanceof CargoLambdaBuild ? Optional.of("cargo-lambda") : Optional.empty();
    }

    private static boolean installsPackages(FunctionSource source, OwnFiles ownFiles) {
        try {
            return Requirements.ofThisSystem(ownFiles).installation(source).isPresent();
        } catch (IOException e) {
            // Whoever builds it is told.
            return false;
        }
    }
}
