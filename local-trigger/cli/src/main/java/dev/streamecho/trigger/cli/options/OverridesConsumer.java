package dev.streamecho.trigger.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Takes what has the form of an override, and leaves what follows, such as an event file or an item. */
final class OverridesConsumer implements IParameterConsumer {
    private static final Pattern FIRST_WORD = Pattern.compile("\\s*[A-Za-z0-9_][A-Za-z0-9_-]*=");

    @Override
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        List<String> taken = new ArrayList<>();
        if (option.getValue() instanceof List<?> before) {
            before.forEach(override -> taken.add((String) override));
        }
        int known = taken.size();
        if (arguments.isEmpty()) {
            throw new MissingParameterException(
                    command.commandLine(), option, "--parameter-overrides has no value; give one or more Name=value");
        }
        while (!arguments.isEmpty()
                && (taken.size() == known
                        || FIRST_WORD.matcher(arguments.peek()).lookingAt())) {
            taken.add(arguments.pop());
        }
        option.setValue(taken);
    }
}
