package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import dev.streamecho.trigger.template.language.TemplateNode.ScalarType;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Converts the YAML parser's nodes to ours: short tags become long function names, aliases and merge keys are copied. */
final class NodeConverter {
    /** An alias inside of itself has no end; nothing honest is nested so deeply. */
    private static final int MAXIMUM_DEPTH = 200;

    /** Aliases of aliases multiply; 1 MB of text without them has fewer nodes. */
    private static final int MAXIMUM_NODES = 500_000;

    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    private final Path file;
    private final Consumer<String> notices;
    private int nodes;
    private int depth;

    /** @param notices gets a line for each key that occurs twice */
    NodeConverter(Path file, Consumer<String> notices) {
        this.file = file;
        this.notices = notices;
    }

    TemplateNode convert(Node node) {
        return convert(node, line(node));
    }

    private TemplateNode convert(Node node, int line) {
        if (++nodes > MAXIMUM_NODES || ++depth > MAXIMUM_DEPTH) {
            throw new UserError("%s: line %d: aliases make the template too large or endless".formatted(file, line));
        }
        TemplateNode content = content(node, line);
        depth--;
        String tag = node.getTag().getValue();
        boolean isFunction = tag.length() > 1 && tag.startsWith("!");
        return isFunction ? new Mapping(Map.of(functionName(tag.substring(1)), content), line) : content;
    }

    private TemplateNode content(Node node, int line) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, line);
        }
        if (node instanceof SequenceNode sequence) {
            List<TemplateNode> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(convert(item)));
            return new Sequence(Collections.unmodifiableList(items), line);
        }
        return new Mapping(Collections.unmodifiableMap(entries((MappingNode) node)), line);
    }

    private Map<String, TemplateNode> entries(MappingNode mapping) {
        Map<String, TemplateNode> entries = new LinkedHashMap<>();
        Map<String, TemplateNode> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            if (key.getTag().equals(Tag.MERGE)) {
                merge(tuple.getValueNode(), merged);
                continue;
            }
            if (!(key instanceof ScalarNode scalar)) {
                throw new UserError("%s: line %d: a key must be a string".formatted(file, line(key)));
            }
            TemplateNode previous = entries.put(scalar.getValue(), convert(tuple.getValueNode(), line(key)));
            if (previous != null) {
                notices.accept("%s: line %d: %s replaces the one in line %d; remove either"
                        .formatted(file, line(key), scalar.getValue(), previous.line()));
            }
        }
        merged.forEach(entries::putIfAbsent);
        return entries;
    }

    private void merge(Node source, Map<String, TemplateNode> merged) {
        List<Node> sources = source instanceof SequenceNode sequence ? sequence.getValue() : List.of(source);
        for (Node each : sources) {
            if (!(convert(each) instanceof Mapping mapping)) {
                throw new UserError("%s: line %d: << takes a mapping".formatted(file, line(each)));
            }
            mapping.entries().forEach(merged::putIfAbsent);
        }
    }

    private static Scalar scalar(ScalarNode node, int line) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.BOOL)) {
            return new Scalar(String.valueOf(TRUE.contains(text.toLowerCase(Locale.ROOT))), ScalarType.BOOLEAN, line);
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return new Scalar(text, ScalarType.NUMBER, line);
        }
        return new Scalar(text, tag.equals(Tag.NULL) ? ScalarType.NULL : ScalarType.TEXT, line);
    }

    private static String functionName(String tag) {
        return tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
