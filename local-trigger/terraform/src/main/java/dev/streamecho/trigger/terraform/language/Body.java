package dev.streamecho.trigger.terraform.language;

import java.util.List;
import java.util.Optional;

/**
 * What is between the braces of a block, or a whole file.
 *
 * @param arguments in the order in which they are written
 * @param blocks in the order in which they are written
 */
public record Body(List<Argument> arguments, List<Block> blocks) {

    public Body {
        arguments = List.copyOf(arguments);
        blocks = List.copyOf(blocks);
    }

    /**
     * {@code name = value}.
     *
     * @param line from 1
     */
    public record Argument(String name, Expression value, int line) {}

    /** Returns the argument of that name. */
    public Optional<Argument> argument(String name) {
        return arguments.stream()
                .filter(argument -> argument.name().equals(name))
                .findFirst();
    }

    /** Returns the blocks of that type. */
    public List<Block> blocks(String type) {
        return blocks.stream().filter(block -> block.type().equals(type)).toList();
    }
}
