package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.terraform.language.Block;
import dev.streamecho.trigger.terraform.language.Body;
import dev.streamecho.trigger.terraform.language.Body.Argument;
import dev.streamecho.trigger.terraform.language.Hcl;
import dev.streamecho.trigger.terraform.language.JsonSyntax;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of one folder, which are one module: {@code *.tf} and {@code *.tf.json}, in the order of the alphabet, and after
 * them those that override what the others have.
 *
 * @param folder as messages name it
 * @see <a href="https://developer.hashicorp.com/terraform/language/files/override">Override Files</a>
 */
record ModuleFiles(Path folder, List<Block> blocks) {
    private static final String NATIVE = ".tf";
    private static final String JSON = ".tf.json";
    private static final long MAXIMUM_BYTES = 8L * 1024 * 1024;

    ModuleFiles {
        blocks = List.copyOf(blocks);
    }

    /** Returns whether a file is one of those, by its name. */
    static boolean isFile(Path file) {
        String name = String.valueOf(file.getFileName());
        return (name.endsWith(NATIVE) || name.endsWith(JSON)) && !name.startsWith(".") && !name.startsWith("#");
    }

    /** Returns the folder's files, sorted; an empty list if there are none. */
    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ModuleFiles::isFile)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError("%s: cannot be read: %s".formatted(folder, e), e);
        }
    }

    /**
     * Reads a folder.
     *
     * @throws UserError if a file is not HCL or JSON
     */
    static ModuleFiles read(Path folder) {
        List<Block> blocks = new ArrayList<>();
        // The empty path lists as ".", and messages name files without it.
        List<Path> files = in(folder.toString().isEmpty() ? Path.of(".") : folder).stream()
                .map(Path::normalize)
                .toList();
        files.stream().filter(file -> !isOverride(file)).forEach(file -> blocks.addAll(parse(file)));
        files.stream()
                .filter(ModuleFiles::isOverride)
                .forEach(file -> parse(file).forEach(block -> override(blocks, block)));
        return new ModuleFiles(folder, blocks);
    }

    private static boolean isOverride(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.tf(\\.json)?$", "");
        return name.equals("override") || name.endsWith("_override");
    }

    private static List<Block> parse(Path file) {
        String text = text(file);
        return (file.toString().endsWith(JSON)
                        ? JsonSyntax.configuration(file.toString(), text)
                        : Hcl.parse(file.toString(), text))
                .blocks();
    }

    /** Returns the content of a file. */
    static String text(Path file) {
        try {
            if (Files.size(file) > MAXIMUM_BYTES) {
                throw new UserError(file + ": larger than 8 MB, which no configuration is");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UserError(file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new UserError(file + ": not UTF-8 text", e);
        } catch (IOException e) {
            throw new UserError("%s: cannot be read: %s".formatted(file, e), e);
        }
    }

    private static void override(List<Block> blocks, Block other) {
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.type().equals(other.type()) && block.labels().equals(other.labels())) {
                blocks.set(
                        i,
                        new Block(
                                block.type(),
                                block.labels(),
                                overridden(block.body(), other.body()),
                                block.file(),
                                block.line()));
                return;
            }
        }
        blocks.add(other);
    }

    private static Body overridden(Body body, Body other) {
        Set<String> names = other.arguments().stream().map(Argument::name).collect(Collectors.toSet());
        Set<String> types = other.blocks().stream().map(Block::type).collect(Collectors.toSet());
        return new Body(
                Stream.concat(
                                body.arguments().stream().filter(argument -> !names.contains(argument.name())),
                                other.arguments().stream())
                        .toList(),
                Stream.concat(
                                body.blocks().stream().filter(block -> !types.contains(block.type())),
                                other.blocks().stream())
                        .toList());
    }

    /** Returns the blocks of a type. */
    List<Block> blocks(String type) {
        return blocks.stream().filter(block -> block.type().equals(type)).toList();
    }
}
