package dev.streamecho.trigger.cli;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say which template, and with which parameters; called as in SAM CLI. */
final class TemplateOptions {
    /** {@code K=V}, or SAM's long form; the value may be in quotes. */
    private static final Pattern OVERRIDE = Pattern.compile(
            "\\s*(?:ParameterKey=([^,=\\s]+),ParameterValue=|([^=\\s]+)=)(\"[^\"]*\"|'[^']*'|\\S*)\\s*");

    private static final Pattern FIRST_WORD = Pattern.compile("\\s*[A-Za-z0-9]+=");

    @Option(
            names = {"-t", "--template", "--template-file"},
            paramLabel = "FILE",
            description = "The template. Default: template.yaml, .yml or .json of the current folder.")
    private Path file;

    @Option(
            names = "--parameter-overrides",
            paramLabel = "KEY=VALUE",
            arity = "1..*",
            parameterConsumer = Overrides.class,
            description = "Values for the template's parameters.")
    private List<String> parameterOverrides = List.of();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "${env:AWS_REGION:-${env:AWS_DEFAULT_REGION:-us-east-1}}",
            description = "The region that the function sees. Default: as in every AWS tool, else us-east-1.")
    private String region;

    /**
     * Reads the template.
     *
     * @throws UserError if there is none, or something in it is wrong
     */
    Template read() {
        return Template.read(file == null ? Template.find(Path.of("")) : file, overrides(), region);
    }

    /** Reads the template that a running trigger has, with what it was given for parameters, unless something else is given. */
    Template readAsIn(LocalTrigger running) {
        Map<String, String> overrides = new LinkedHashMap<>(running.parameterOverrides());
        overrides.putAll(overrides());
        return file == null ? Template.read(running.template(), overrides, region) : read();
    }

    /**
     * What was given for parameters, by name.
     *
     * @throws UserError if something is not of the form {@code Name=value}
     */
    Map<String, String> overrides() {
        return overrides(parameterOverrides);
    }

    /** The region: as given, as in every AWS tool, or {@code us-east-1}. */
    String region() {
        return region;
    }

    static Map<String, String> overrides(List<String> arguments) {
        Map<String, String> overrides = new LinkedHashMap<>();
        for (String argument : arguments) {
            Matcher matcher = OVERRIDE.matcher(argument);
            int end = 0;
            while (end < argument.length()) {
                if (!matcher.find(end) || matcher.start() != end) {
                    throw new UserError("--parameter-overrides: \"" + argument
                            + "\" is not of the form Name=value, as in BatchSize=10");
                }
                overrides.put(
                        matcher.group(1) == null ? matcher.group(2) : matcher.group(1), unquoted(matcher.group(3)));
                end = matcher.end();
            }
        }
        return overrides;
    }

    /** Takes what has the form of an override, and leaves what follows to be what it is: an event file, an item. */
    private static final class Overrides implements IParameterConsumer {

        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            List<String> taken = new ArrayList<>();
            if (option.getValue() instanceof List<?> before) {
                before.forEach(override -> taken.add((String) override));
            }
            int known = taken.size();
            if (arguments.isEmpty()) {
                throw new MissingParameterException(
                        command.commandLine(),
                        option,
                        "--parameter-overrides has no value; give one or more Name=value");
            }
            while (!arguments.isEmpty()
                    && (taken.size() == known
                            || FIRST_WORD.matcher(arguments.peek()).lookingAt())) {
                taken.add(arguments.pop());
            }
            option.setValue(taken);
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
