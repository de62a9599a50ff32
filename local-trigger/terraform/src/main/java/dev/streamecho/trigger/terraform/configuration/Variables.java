package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.terraform.language.Block;
import dev.streamecho.trigger.terraform.language.Context;
import dev.streamecho.trigger.terraform.language.EvaluationError;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import dev.streamecho.trigger.terraform.language.TypeConstraint;
import dev.streamecho.trigger.terraform.language.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables of a module. */
final class Variables {
    private final Map<String, Block> blocks = new LinkedHashMap<>();
    private final Source source;

    /** Gives variables their values. */
    @FunctionalInterface
    interface Source {
        Optional<HclValue> value(String name, TypeConstraint type);
    }

    Variables(ModuleFiles files, Source source) {
        files.blocks("variable").forEach(block -> {
            if (block.labels().size() == 1) {
                blocks.put(block.labels().get(0), block);
            }
        });
        this.source = source;
    }

    Set<String> names() {
        return blocks.keySet();
    }

    /** Returns the names of those that nobody is to see. */
    Set<String> sensitive() {
        return Set.copyOf(blocks.entrySet().stream()
                .filter(entry -> entry.getValue().body().argument("sensitive").isPresent())
                .map(Map.Entry::getKey)
                .toList());
    }

    /** Returns the value of a variable: a given one, else its default; one without either cannot be known. */
    HclValue value(String name, Context context) {
        Block block = blocks.get(name);
        if (block == null) {
            throw new EvaluationError("var.%s is not declared; %s"
                    .formatted(
                            name,
                            blocks.isEmpty()
                                    ? "there are no variables"
                                    : "there is " + String.join(", ", blocks.keySet())));
        }
        TypeConstraint type = block.body()
                .argument("type")
                .map(argument -> TypeConstraint.of(argument.value()))
                .orElse(TypeConstraint.ANY);
        Optional<HclValue> byDefault = block.body()
                .argument("default")
                .map(argument -> type.convert(argument.value().evaluate(context)));
        HclValue value = source.value(name, type)
                .filter(given -> !(given instanceof Null && byDefault.isPresent() && !isNullable(block, context)))
                .or(() -> byDefault)
                .orElseGet(() -> new Unresolved("variable " + name));
        validate(block, name, value, context);
        return value;
    }

    private static boolean isNullable(Block block, Context context) {
        return block.body()
                .argument("nullable")
                .map(argument -> Values.bool(argument.value().evaluate(context)))
                .orElse(true);
    }

    private static void validate(Block block, String name, HclValue value, Context context) {
        Context inside = context.with(Map.of(
                "var",
                new LazyEntries(
                        Set.of(name),
                        other -> other.equals(name) ? value : Values.attribute(context.named("var"), other))));
        for (Block rule : block.body().blocks("validation")) {
            boolean isRefused = rule.body()
                    .argument("condition")
                    .map(condition -> condition.value().evaluate(inside))
                    .filter(holds -> !(holds instanceof Unresolved) && !Values.bool(holds))
                    .isPresent();
            if (isRefused) {
                throw new EvaluationError("variable %s: %s"
                        .formatted(
                                name,
                                rule.body()
                                        .argument("error_message")
                                        .map(message ->
                                                Values.text(message.value().evaluate(inside)))
                                        .orElse("the value is not valid")));
            }
        }
    }
}
