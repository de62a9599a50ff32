package dev.streamecho.trigger.cli.redrive;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.ReachableServices;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.cli.options.TriggerFolder;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.function.LocalFunction;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.redrive.BatchDescription;
import dev.streamecho.trigger.redrive.MappedFunctions;
import dev.streamecho.trigger.redrive.MappingSettings;
import dev.streamecho.trigger.redrive.RedriveException;
import dev.streamecho.trigger.stack.EventSourceMappings;
import dev.streamecho.trigger.stack.FunctionEvents;
import dev.streamecho.trigger.stack.FunctionSetup;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mappings of the template that a local trigger runs, and its functions in processes of this command. This class is
 * not thread-safe.
 */
final class TemplateFunctions implements MappedFunctions {
    private final Template template;
    private final Optional<String> functionName;
    private final Screen log;
    private final List<EventSourceMapping> mappings;
    private final ReachableServices services;
    private final Map<String, LocalFunction> functions = new LinkedHashMap<>();

    /**
     * Finds what the trigger runs.
     *
     * @param functionName the name or logical id of a function to take instead of the one that a message names
     * @throws UserError if the template is wrong, or has no such function
     */
    TemplateFunctions(RunningTrigger running, Template template, Optional<String> functionName, Screen log) {
        this.template = running.withQueues(template);
        this.functionName = functionName;
        this.log = log;
        this.mappings = EventSourceMappings.read(template).all();
        functionName.ifPresent(name -> {
            if (named(name).isEmpty()) {
                throw new UserError("--function-name: %s has no function %s".formatted(template.file(), name));
            }
        });
        // The last, as nobody closes it if the constructor throws.
        this.services = new ReachableServices(running.dynamoDb(), Optional.of(running), log::line);
    }

    @Override
    public MappingSettings mapping(BatchDescription description) throws RedriveException {
        String function = definition(description).logicalId();
        String table = ":table/" + description.batch().table() + "/";
        return mappings.stream()
                .filter(mapping -> mapping.function().logicalId().equals(function))
                .min(Comparator.comparing(mapping -> !mapping.streamArn().contains(table)))
                .map(MappingSettings::of)
                .orElseThrow(() -> new RedriveException(
                        "%s has no event source mapping for %s".formatted(template.file(), function)));
    }

    @Override
    public LambdaFunction function(BatchDescription description) throws RedriveException {
        FunctionDefinition definition = definition(description);
        try {
            return functions.computeIfAbsent(definition.logicalId(), logicalId -> start(definition));
        } catch (UserError e) {
            // Other messages may name other functions.
            throw new RedriveException(e.getMessage(), e);
        }
    }

    private LocalFunction start(FunctionDefinition definition) {
        FunctionSetup.linesAbout(List.of(definition)).forEach(log::line);
        LocalFunction function = new LocalFunction(
                new FunctionSetup(TriggerFolder.PATH, log)
                        .build(List.of(definition), template, services.variables())
                        .get(0),
                new FunctionEvents(log));
        function.start();
        return function;
    }

    private FunctionDefinition definition(BatchDescription description) throws RedriveException {
        String name = functionName.orElse(description.functionName());
        return named(name)
                .orElseThrow(() -> new RedriveException(
                        "%s has no function %s; name one with --function-name".formatted(template.file(), name)));
    }

    private Optional<FunctionDefinition> named(String name) {
        return template.functions().stream()
                .filter(function -> function.isNamed(name) || function.arn().equals(name))
                .findFirst();
    }

    @Override
    public void close() {
        functions.values().forEach(LocalFunction::close);
        services.close();
    }
}
