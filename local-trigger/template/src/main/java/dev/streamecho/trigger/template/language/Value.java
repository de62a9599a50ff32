package dev.streamecho.trigger.template.language;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.TemplateNode.Computed;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.NoValue;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import dev.streamecho.trigger.template.language.TemplateNode.ScalarType;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A value of the template with its place. Intrinsic functions in it are resolved when it is read, so every method that
 * reads throws a {@link UserError} with the place if the value is of another type or cannot be resolved. Values are
 * immutable.
 */
public final class Value {
    private final TemplateNode node;
    private final String path;
    private final int line;
    private final Scope scope;

    Value(TemplateNode node, String path, Scope scope) {
        this(node, path, node.line(), scope);
    }

    private Value(TemplateNode node, String path, int line, Scope scope) {
        this.node = node;
        this.path = path;
        this.line = line;
        this.scope = scope;
    }

    /** Returns the value of a property of this mapping; empty if it is absent or {@code AWS::NoValue}. */
    public Optional<Value> get(String property) {
        return raw(property).map(Value::resolved).filter(value -> !(value.node instanceof NoValue));
    }

    /** Returns the value of a property of this mapping that must be there. */
    public Value require(String property) {
        return get(property)
                .orElseThrow(() -> error(
                        isWrittenByTransform()
                                ? property + " is not written here; " + Intrinsics.whyNot(Intrinsics.TRANSFORM)
                                : property + " is missing"));
    }

    /** Returns the value of a property of this mapping; empty if it is absent, or if only AWS knows it. */
    public Optional<Value> known(String property) {
        return get(property).filter(value -> !value.isUnknown());
    }

    /** Returns the value as a string: a number as it is written, a boolean as {@code true} or {@code false}. */
    public String text() {
        return DynamicReferences.replace(literal(), scope);
    }

    /** Returns the string with what CloudFormation looks up as it is written: <code>{{resolve:…}}</code>. */
    String literal() {
        Scalar scalar = resolvedAs(Scalar.class, "a string");
        if (scalar.type() == ScalarType.NULL) {
            throw error("is empty, but must be a string");
        }
        return scalar.text();
    }

    /** Returns whether it is a string of which at least a part is known to AWS only: a placeholder is in its place. */
    public boolean isUnknown() {
        return resolved().node instanceof Scalar scalar
                && (Unknown.isIn(scalar.text()) || DynamicReferences.areIn(scalar.text()));
    }

    /**
     * Returns what of this value, at any depth, only AWS knows, in the order in which it is read. It has to be one of those that
     * {@link #written} gives; of others the functions at the top were resolved before. A mistake in it is not an error here,
     * but where the value is used.
     */
    public List<Unknown> unknowns() {
        Set<Unknown> unknowns = new LinkedHashSet<>();
        try {
            telling(unknowns::add).json();
        } catch (UserError e) {
            // Whoever uses the value gets the error.
            return List.copyOf(unknowns);
        }
        return List.copyOf(unknowns);
    }

    /** Returns the string, which must be one of those given. */
    public String oneOf(String... allowed) {
        return Scalars.oneOf(this, allowed);
    }

    /** Returns the whole number, which must be in the range, bounds included. */
    public int integer(int minimum, int maximum) {
        return Scalars.integer(this, minimum, maximum);
    }

    /** Returns the whole number; a string that reads as one, such as a parameter's value, is one too. */
    public int integer() {
        return integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** Returns the boolean; the strings {@code true} and {@code false} in any case are booleans too, as a parameter gives them. */
    public boolean bool() {
        return Scalars.bool(this);
    }

    /**
     * Returns the value as a string, for one that a placeholder cannot stand for.
     *
     * @throws TemplateError if only AWS knows it, or a part of it
     */
    public String knownText() {
        String text = text();
        if (Unknown.isIn(text)) {
            throw error("is known to AWS only; take it from a parameter, and give that with --parameter-overrides");
        }
        return text;
    }

    /** Returns the items of this list, without those that are {@code AWS::NoValue}. */
    public List<Value> items() {
        Value list = resolved();
        if (list.isUnknown()) {
            return List.of(list);
        }
        List<TemplateNode> nodes = list.resolvedAs(Sequence.class, "a list").items();
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Value item = new Value(nodes.get(i), path + "[" + i + "]", list.scope).resolved();
            if (!(item.node instanceof NoValue)) {
                items.add(item);
            }
        }
        return Collections.unmodifiableList(items);
    }

    /** Returns the properties of this mapping in the template's order, without those that are {@code AWS::NoValue}. */
    public Map<String, Value> entries() {
        Value mapping = resolved();
        Map<String, Value> entries = new LinkedHashMap<>();
        for (String key : mapping.mapping().entries().keySet()) {
            if (key.equals(Intrinsics.TRANSFORM)) {
                mapping.tellOfTransform();
                continue;
            }
            if (key.startsWith("Fn::")) {
                throw error(Intrinsics.whyNot(key));
            }
            mapping.get(key).ifPresent(value -> entries.put(key, value));
        }
        return Collections.unmodifiableMap(entries);
    }

    /** Returns the properties of this mapping as they are written: none is resolved, so none can fail. */
    public Map<String, Value> written() {
        Map<String, Value> entries = new LinkedHashMap<>();
        mapping().entries().keySet().stream()
                .filter(key -> !key.equals(Intrinsics.TRANSFORM))
                .forEach(key -> entries.put(key, raw(key).orElseThrow()));
        return Collections.unmodifiableMap(entries);
    }

    /** Returns the properties of this mapping as the nodes that were written. */
    public Map<String, TemplateNode> writtenNodes() {
        return mapping().entries();
    }

    /** Returns the whole value as JSON, with every function in it resolved. */
    public JsonNode json() {
        return ValueJson.of(resolved());
    }

    /** Returns an error, not thrown, whose one line names file, logical id, property and line, and then what is wrong. */
    public TemplateError error(String whatIsWrongAndWhatWouldBeRight) {
        return new TemplateError(scope.origin(), path, line, Optional.empty(), oneLine(whatIsWrongAndWhatWouldBeRight));
    }

    /**
     * Returns the same for a problem that others of its kind have with other values: the line begins with this value, and lines
     * about several of them can be made one.
     */
    public TemplateError error(String value, String problem) {
        return new TemplateError(scope.origin(), path, line, Optional.of(shown(value)), oneLine(problem));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    /** Returns the place of the value, for debugging. */
    @Override
    public String toString() {
        return "%s (line %d)".formatted(path, line);
    }

    public Scope scope() {
        return scope;
    }

    /** Returns the node as it is written, nothing resolved. */
    public TemplateNode node() {
        return node;
    }

    public boolean isMapping() {
        return resolved().node instanceof Mapping;
    }

    public boolean isList() {
        return resolved().node instanceof Sequence;
    }

    public int line() {
        return line;
    }

    public Value telling(Consumer<Unknown> other) {
        return new Value(node, path, line, scope.telling(other));
    }

    /** Returns this place, with another content: what a function made here. */
    public Value with(TemplateNode content) {
        return new Value(content, path, line, scope);
    }

    /** Returns this place, with the placeholder of what only AWS knows. */
    Value unknown(String name) {
        return unknown(new Unknown(name));
    }

    /** Returns this place, with the placeholder of what only AWS knows. */
    public Value unknown(Unknown unknown) {
        return withText(scope.placeholder(unknown));
    }

    /** Returns this place, with a string that a function made here. */
    public Value withText(String text) {
        return with(TemplateNode.text(text, line));
    }

    /** Returns a property of this mapping before anything in it is resolved. */
    public Optional<Value> raw(String property) {
        Value mapping = resolved();
        Map<String, TemplateNode> entries = mapping.mapping().entries();
        if (!entries.containsKey(property)) {
            mapping.tellOfTransform();
        }
        return Optional.ofNullable(entries.get(property))
                .map(value -> new Value(value, path + "." + property, mapping.scope));
    }

    /** What CloudFormation would write into this mapping is not here. */
    private void tellOfTransform() {
        transform().ifPresent(argument -> scope.placeholder(new Unknown(Intrinsics.nameOfTransform(argument))));
    }

    /** Returns whether this, as it is written, is a mapping into which a macro of CloudFormation writes. */
    public boolean hasTransform() {
        return transform().isPresent();
    }

    private Optional<Value> transform() {
        return node instanceof Mapping mapping
                ? Optional.ofNullable(mapping.entries().get(Intrinsics.TRANSFORM))
                        .map(this::with)
                : Optional.empty();
    }

    /** Returns what of this mapping CloudFormation would write. */
    public List<Unknown> unknownsOfTransform() {
        return Given.value(this::resolved).flatMap(Value::transform).stream()
                .map(argument -> new Unknown(Intrinsics.nameOfTransform(argument)))
                .toList();
    }

    private boolean isWrittenByTransform() {
        return isUnknown() || resolved().transform().isPresent();
    }

    /**
     * Returns whether the condition whose name this is holds.
     *
     * @throws TemplateError if the template does not have the condition, or it cannot be evaluated
     */
    public boolean conditionHolds() {
        return Conditions.holds(text(), this);
    }

    /** Returns the argument of the function that this value is a call of, in this value's place. */
    Value argument() {
        return new Value(((Mapping) node).entries().values().iterator().next(), path, scope);
    }

    /** Returns the items of a function's argument in the function's place, each as it is written; empty if it is not a list. */
    Optional<List<Value>> arguments() {
        if (!(node instanceof Sequence sequence)) {
            return Optional.empty();
        }
        return Optional.of(sequence.items().stream()
                .map(item -> new Value(item, path, scope))
                .toList());
    }

    /** Returns this value with the functions at its top applied, in this place; those further down are as they are written. */
    public Value resolved() {
        Value value = this;
        while (true) {
            if (value.node instanceof Computed computed) {
                value = computed.content().apply(value);
            } else if (Intrinsics.isCall(value.node)) {
                value = Intrinsics.apply(value);
            } else {
                return with(value.node);
            }
        }
    }

    /** Returns a string as a message shows it: in one line, cut off after 100 characters. */
    public static String shown(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.isEmpty() ? "an empty string" : line.length() <= 100 ? line : line.substring(0, 99) + "…";
    }

    private Mapping mapping() {
        if (isUnknown()) {
            return new Mapping(Map.of(), line);
        }
        return resolvedAs(Mapping.class, "a mapping");
    }

    private <T extends TemplateNode> T resolvedAs(Class<T> type, String name) {
        TemplateNode content = resolved().node;
        if (!type.isInstance(content)) {
            throw error("is %s, but must be %s".formatted(content.kind(), name));
        }
        return type.cast(content);
    }
}
