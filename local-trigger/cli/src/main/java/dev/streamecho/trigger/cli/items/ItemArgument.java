package dev.streamecho.trigger.cli.items;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.table.ItemJson;
import dev.streamecho.trigger.table.ItemReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items or keys as an argument has them: as JSON, or where they are. */
final class ItemArgument {
    private static final String FILE = "file://";
    private static final String STANDARD_INPUT = "standard input";

    private ItemArgument() {}

    /**
     * Begins to read the items.
     *
     * @param argument JSON, the name of a file, as in the AWS CLI with {@code file://} or without it, or {@code -} for standard
     *     input
     * @throws UserError if it is none of them
     */
    static ItemReader open(String argument) {
        if (argument.equals("-")) {
            return ItemReader.of(STANDARD_INPUT, System.in);
        }
        if (isJson(argument)) {
            return ItemReader.of("the item", new ByteArrayInputStream(argument.getBytes(UTF_8)));
        }
        boolean isFile = argument.startsWith(FILE);
        Path file = Path.of(isFile ? argument.substring(FILE.length()) : argument);
        if (!isFile && !Files.exists(file)) {
            throw new UserError(argument + " is neither JSON, as in '{\"id\":\"1\"}', nor a file of items");
        }
        try {
            return ItemReader.of(file.toString(), Files.newInputStream(file));
        } catch (IOException e) {
            throw new UserError("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    private static boolean isJson(String argument) {
        return argument.stripLeading().startsWith("{")
                || argument.stripLeading().startsWith("[");
    }

    /** Returns the name of the file; empty if the argument is JSON itself. */
    static Optional<String> file(String argument) {
        if (isJson(argument)) {
            return Optional.empty();
        }
        return Optional.of(argument.equals("-") ? STANDARD_INPUT : argument);
    }

    /**
     * Reads one object, such as a key or the values of an expression.
     *
     * @param name of the option or argument, for messages
     * @throws UserError if it is not a JSON object
     */
    static Map<String, AttributeValue> object(String name, String json) {
        try {
            return ItemJson.attributes(json);
        } catch (IllegalArgumentException e) {
            throw new UserError("%s %s: %s".formatted(name, json, e.getMessage()), e);
        }
    }

    /**
     * Reads an object whose members are strings.
     *
     * @throws UserError if it is not one
     */
    static Map<String, String> strings(String name, String json) {
        Map<String, String> strings = new LinkedHashMap<>();
        object(name, json).forEach((member, value) -> {
            if (value.s() == null) {
                throw new UserError("%s %s: %s is not a string".formatted(name, json, member));
            }
            strings.put(member, value.s());
        });
        return strings;
    }
}
