package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes out what a section of a template has in short: loops, and files that are included from this machine. What cannot
 * be written out stays as it is, so that only whoever reads it there is stopped.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html">
 *     Fn::ForEach</a>
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html">
 *     AWS::Include</a>
 */
final class Expansion {
    /** CloudFormation allows 500 resources in a template; loops in loops multiply. */
    private static final int MAXIMUM_MAPPINGS = 100_000;

    private final Scope scope;
    private final Includes includes;
    private final Notices unread;
    private int mappings;

    /** @param unread gets what stays as it is at the top of a section */
    Expansion(Scope scope, Includes includes, Notices unread) {
        this.scope = scope;
        this.includes = includes;
        this.unread = unread;
    }

    /** Returns the entries of the section, those of its loops and included files among them. */
    Map<String, TemplateNode> expand(String section, Map<String, TemplateNode> entries) {
        Map<String, TemplateNode> expanded = entries(entries, section);
        expanded.entrySet().removeIf(entry -> {
            boolean isLeft = entry.getKey().startsWith("Fn::");
            if (isLeft) {
                note(section, entry.getKey(), entry.getValue());
            }
            return isLeft;
        });
        return expanded;
    }

    private void note(String section, String function, TemplateNode argument) {
        if (function.startsWith(ForEach.NAME)) {
            unread.add(function, section, "not expanded, and left out: " + whyNot(function, argument, section));
        } else {
            unread.add(
                    Includes.nameOf(function, argument),
                    section,
                    "what it would write is left out; write it into the template, or give AWS::Include a file here");
        }
    }

    private String whyNot(String function, TemplateNode argument, String path) {
        try {
            ForEach.of(scope.value(path + "." + function, argument));
            return "it is too large";
        } catch (UserError e) {
            return e.getMessage();
        }
    }

    private Map<String, TemplateNode> entries(Map<String, TemplateNode> entries, String path) {
        if (++mappings > MAXIMUM_MAPPINGS) {
            throw new UserError("%s: %s: its loops make the template too large".formatted(scope.file(), path));
        }
        Map<String, TemplateNode> expanded = new LinkedHashMap<>();
        entries.forEach((key, node) -> {
            Optional<Map<String, TemplateNode>> written = written(key, node, path + "." + key);
            // What is written beside a function goes before what the function gives.
            written.ifPresentOrElse(
                    more -> more.forEach((name, value) -> {
                        if (!entries.containsKey(name)) {
                            expanded.put(name, value);
                        }
                    }),
                    () -> expanded.put(key, node(node, path + "." + key)));
        });
        return expanded;
    }

    /** Returns what a function gives in its place; empty for what is not such a function, or cannot be written out. */
    private Optional<Map<String, TemplateNode>> written(String key, TemplateNode node, String path) {
        if (key.startsWith(ForEach.NAME)) {
            return Given.value(() -> ForEach.of(scope.value(path, node))).map(loop -> {
                Map<String, TemplateNode> all = new LinkedHashMap<>();
                loop.rounds().forEach(round -> all.putAll(entries(round, path)));
                return all;
            });
        }
        return key.equals(Intrinsics.TRANSFORM)
                ? includes.read(scope.value(path, node)).map(content -> entries(content, path))
                : Optional.empty();
    }

    private TemplateNode node(TemplateNode node, String path) {
        if (node instanceof Mapping mapping) {
            return new Mapping(entries(mapping.entries(), path), mapping.line());
        }
        if (node instanceof Sequence sequence) {
            return new Sequence(
                    sequence.items().stream().map(item -> node(item, path)).toList(), sequence.line());
        }
        return node;
    }
}
