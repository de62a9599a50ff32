package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.function.code.BuildLog;
import dev.streamecho.trigger.function.code.CodeBuilder;
import dev.streamecho.trigger.function.code.FunctionSource;
import dev.streamecho.trigger.function.code.FunctionSource.Method;
import dev.streamecho.trigger.function.code.LayerBuilder;
import dev.streamecho.trigger.function.code.LayerBuilder.Kind;
import dev.streamecho.trigger.function.code.LayerBuilder.Layer;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.LayerDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Puts the layers of a function of a template together. */
final class LayerSetup {
    private static final String MAKEFILE = "makefile";

    private final Path buildFolder;

    LayerSetup(Path buildFolder) {
        this.buildFolder = buildFolder;
    }

    /**
     * The folder that would be {@code /opt}; empty if no layer is here.
     *
     * @throws dev.streamecho.trigger.UserError if one of them cannot be built
     */
    Optional<Path> folder(FunctionDefinition function) {
        List<Layer> layers = function.layers().stream()
                .map(layer -> layer(layer, function.runtime()))
                .toList();
        if (layers.isEmpty()) {
            return Optional.empty();
        }
        CodeBuilder builder = new CodeBuilder(buildFolder, new Quiet());
        try {
            return Optional.of(new LayerBuilder(buildFolder, builder).build(function.logicalId(), layers));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while the layers of " + function.logicalId() + " were built");
        }
    }

    private static Layer layer(LayerDefinition definition, String runtime) {
        String buildMethod = definition.buildMethod().orElse("");
        Method method = buildMethod.isEmpty()
                ? new Method.Skipped()
                : buildMethod.equals(MAKEFILE) ? new Method.Makefile(Optional.empty(), false) : new Method.OfLayer();
        return new Layer(
                FunctionSource.of(
                        definition.logicalId(),
                        method instanceof Method.OfLayer ? runtime(buildMethod, runtime) : runtime,
                        definition.content(),
                        method),
                method instanceof Method.OfLayer ? Kind.of(buildMethod) : Kind.AS_IT_IS);
    }

    /** Returns the function's runtime if the layer is in the same language: its interpreter runs the layer. */
    private static String runtime(String buildMethod, String ofFunction) {
        return language(buildMethod).equals(language(ofFunction)) ? ofFunction : buildMethod;
    }

    private static String language(String runtime) {
        return runtime.replaceFirst("\\d.*", "");
    }

    /** What goes wrong is said by the error. */
    private static final class Quiet implements BuildLog {
        @Override
        public void started(Path project, String tool) {
            // Of a function's own build there is a line already.
        }

        @Override
        public void notice(String line) {
            // See above.
        }

        @Override
        public void failed(Path project, List<String> explanation) {
            // See above.
        }
    }
}
