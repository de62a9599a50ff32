package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.terraform.configuration.Setting;
import dev.streamecho.trigger.terraform.configuration.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes CloudFormation's properties of a block's arguments, and remembers what each is called in the block. This class is not
 * thread-safe.
 */
final class Properties {
    private final Settings settings;
    private final String place;
    private final String writtenPlace;
    private final Map<String, String> names;
    private final Map<String, TemplateNode> nodes = new LinkedHashMap<>();

    /** Makes the properties of a resource. */
    Properties(Settings settings) {
        this(settings, "", "", new LinkedHashMap<>());
    }

    /**
     * Makes those of a block in it.
     *
     * @param place before the name of each property, such as {@code Environment.}
     * @param writtenPlace the same in Terraform's words, such as {@code environment.}
     */
    private Properties(Settings settings, String place, String writtenPlace, Map<String, String> names) {
        this.settings = settings;
        this.place = place;
        this.writtenPlace = writtenPlace;
        this.names = names;
    }

    Settings settings() {
        return settings;
    }

    /** Takes arguments whose names are the same in the other's spelling: {@code memory_size} is {@code MemorySize}. */
    Properties same(String... arguments) {
        for (String argument : arguments) {
            as(argument, capitalized(argument));
        }
        return this;
    }

    private static String capitalized(String argument) {
        StringBuilder name = new StringBuilder();
        for (String word : argument.split("_")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    /** Takes an argument under another name. */
    Properties as(String argument, String property) {
        name(property, argument);
        settings.get(argument).ifPresent(setting -> nodes.put(property, Nodes.of(setting)));
        return this;
    }

    /** Sets a property that no argument is. */
    Properties put(String property, TemplateNode node) {
        nodes.put(property, node);
        return this;
    }

    /** Sets a property that is made of an argument. */
    Properties put(String property, String argument, TemplateNode node) {
        name(property, argument);
        nodes.put(property, node);
        return this;
    }

    /** Takes a block of which there is one. */
    Properties block(String type, String property, Consumer<Properties> inside) {
        name(property, type);
        settings.block(type).ifPresent(block -> nodes.put(property, of(block, property, type, inside)));
        return this;
    }

    /** Takes the blocks of a type. */
    Properties blocks(String type, String property, Consumer<Properties> inside) {
        name(property, type);
        List<Settings> blocks = settings.blocks(type);
        List<TemplateNode> items = new ArrayList<>();
        for (Settings block : blocks) {
            String number = "[" + items.size() + "]";
            items.add(of(block, property + number, type + number, inside));
        }
        if (!items.isEmpty()) {
            nodes.put(property, Nodes.list(items, blocks.get(0).line()));
        }
        return this;
    }

    private TemplateNode of(Settings block, String property, String type, Consumer<Properties> inside) {
        name(property, type);
        Properties properties = new Properties(block, place + property + ".", writtenPlace + type + ".", names);
        inside.accept(properties);
        return properties.node();
    }

    private void name(String property, String argument) {
        names.put(place + property, writtenPlace + argument);
    }

    /** Returns an argument's value. */
    Optional<Setting> setting(String argument) {
        return settings.get(argument);
    }

    Mapping node() {
        return new Mapping(nodes, settings.line());
    }

    /** Returns what each property is called in Terraform, by its path. */
    Map<String, String> names() {
        return Map.copyOf(names);
    }
}
