package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The files that {@code AWS::Include} takes from this machine, as {@code sam local} does. */
final class Includes {
    private static final String TOP = "Transform";
    private static final String INCLUDE = "AWS::Include";

    private final Path folder;
    private final Consumer<String> notices;

    /**
     * Takes a template's folder, to which locations are relative.
     *
     * @param notices gets what the parser notes in a file
     */
    Includes(Path folder, Consumer<String> notices) {
        this.folder = folder;
        this.notices = notices;
    }

    /** Returns the content of the file that a call names; empty for another macro, and for a file that is not here or is not YAML. */
    Optional<Map<String, TemplateNode>> read(Value transform) {
        return Given.value(() -> transform.require("Name").text())
                .filter(INCLUDE::equals)
                .flatMap(name -> Given.value(() ->
                        transform.require("Parameters").require("Location").text()))
                .flatMap(this::file)
                .flatMap(file -> Given.value(() -> TemplateParser.parse(file, notices)))
                .map(content -> at(content, transform.line()).entries());
    }

    /** Returns the template with the files that its own {@code Transform} includes; its other macros are noted. */
    Mapping intoTop(Mapping root, Scope scope, Notices unread) {
        Mapping whole = root;
        TemplateNode transform = root.entries().getOrDefault(TOP, new Sequence(List.of(), root.line()));
        for (TemplateNode macro : transform instanceof Sequence several ? several.items() : List.of(transform)) {
            Optional<Map<String, TemplateNode>> content =
                    macro instanceof Mapping ? read(scope.value(TOP, macro)) : Optional.empty();
            if (content.isPresent()) {
                whole = merged(whole, content.get());
            } else if (!isOfService(macro)) {
                unread.add(nameOf("macro", macro), TOP, "not run; the template is taken as it is written");
            }
        }
        return whole;
    }

    /** Those of the service are done by this package, or matter to deployments only. */
    private static boolean isOfService(TemplateNode macro) {
        return macro instanceof Scalar name && name.text().startsWith("AWS::");
    }

    private static Mapping merged(Mapping root, Map<String, TemplateNode> more) {
        Map<String, TemplateNode> entries = new LinkedHashMap<>(root.entries());
        more.forEach((section, content) -> entries.merge(section, content, (own, added) -> {
            if (!(own instanceof Mapping ownSection) || !(added instanceof Mapping addedSection)) {
                return own;
            }
            Map<String, TemplateNode> both = new LinkedHashMap<>(addedSection.entries());
            both.putAll(ownSection.entries());
            return new Mapping(both, own.line());
        }));
        return new Mapping(entries, root.line());
    }

    private Optional<Path> file(String location) {
        try {
            return Optional.of(folder.resolve(location)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Returns a macro's call for a message: with the macro's name, if it is written. */
    static String nameOf(String function, TemplateNode argument) {
        TemplateNode name =
                argument instanceof Mapping mapping ? mapping.entries().get("Name") : argument;
        return name instanceof Scalar scalar ? function + " " + scalar.text() : function;
    }

    /** With the line of the call: one of the other file would be looked for in the template. */
    private static Mapping at(Mapping content, int line) {
        Map<String, TemplateNode> entries = new LinkedHashMap<>();
        content.entries().forEach((key, node) -> entries.put(key, at(node, line)));
        return new Mapping(entries, line);
    }

    private static TemplateNode at(TemplateNode node, int line) {
        if (node instanceof Mapping mapping) {
            return at(mapping, line);
        }
        if (node instanceof Sequence sequence) {
            return new Sequence(
                    sequence.items().stream().map(item -> at(item, line)).toList(), line);
        }
        return node instanceof Scalar scalar ? new Scalar(scalar.text(), scalar.type(), line) : node;
    }
}
