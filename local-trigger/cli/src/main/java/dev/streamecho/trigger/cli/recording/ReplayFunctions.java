package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.cli.options.TriggerFolder;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.function.FunctionConfiguration;
import dev.streamecho.trigger.function.LocalFunction;
import dev.streamecho.trigger.stack.FunctionEvents;
import dev.streamecho.trigger.stack.FunctionSetup;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions of a replay, in processes of their own. This class is thread-safe once they are started. */
final class ReplayFunctions implements AutoCloseable {
    private final Map<String, LocalFunction> functions = new LinkedHashMap<>();

    /**
     * Builds and starts functions.
     *
     * @param variables that lead their own calls to where their tables are
     */
    void start(List<FunctionDefinition> definitions, Template template, Map<String, String> variables, Screen log) {
        FunctionSetup.linesAbout(definitions).forEach(log::line);
        for (FunctionConfiguration configuration :
                new FunctionSetup(TriggerFolder.PATH, log).build(definitions, template, variables)) {
            LocalFunction function = new LocalFunction(configuration, new FunctionEvents(log));
            functions.put(configuration.logicalId(), function);
            function.start();
        }
    }

    LocalFunction named(String logicalId) {
        return functions.get(logicalId);
    }

    @Override
    public void close() {
        functions.values().forEach(LocalFunction::close);
    }
}
