package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Num;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The type of a variable, to which its values are converted.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/expressions/type-constraints">Type Constraints</a>
 */
public final class TypeConstraint {
    public static final TypeConstraint ANY = new TypeConstraint(new Name("any"));

    private final Expression type;

    private TypeConstraint(Expression type) {
        this.type = type;
    }

    /** Takes what is written after {@code type =}. */
    public static TypeConstraint of(Expression type) {
        return new TypeConstraint(type);
    }

    /** Returns whether a value that is given outside of files is a string as it is, and not an expression. */
    public boolean isPrimitive() {
        return switch (name(type)) {
            case "string", "number", "bool" -> true;
            default -> false;
        };
    }

    /**
     * Returns the value as one of this type.
     *
     * @throws EvaluationError if it is of another type
     */
    public HclValue convert(HclValue value) {
        return convert(type, value);
    }

    private static HclValue convert(Expression type, HclValue value) {
        if (value instanceof Unresolved || value instanceof Null) {
            return value;
        }
        return switch (name(type)) {
            case "string" -> HclValue.text(Values.text(value));
            case "number" -> new Num(Values.number(value));
            case "bool" -> HclValue.bool(Values.bool(value));
            case "list" -> HclValue.items(converted(type, Values.items(value)));
            case "set" -> Values.set(converted(type, Values.items(value)));
            case "tuple" -> tuple(type, Values.items(value));
            case "map" -> map(type, Values.entries(value));
            case "object" -> object(type, Values.entries(value));
            default -> value;
        };
    }

    /** Returns the name of a type, whether or not others are in it; {@code "string"} in quotation marks is as old as it is. */
    private static String name(Expression type) {
        if (type instanceof Call call) {
            return call.function();
        }
        return type instanceof Name name
                ? name.name()
                : type instanceof Constant constant && constant.value() instanceof Text text ? text.text() : "any";
    }

    private static List<HclValue> converted(Expression type, List<HclValue> items) {
        return items.stream().map(item -> convert(inner(type), item)).toList();
    }

    private static Expression inner(Expression type) {
        return type instanceof Call call && !call.arguments().isEmpty()
                ? call.arguments().get(0)
                : ANY.type;
    }

    private static HclValue tuple(Expression type, List<HclValue> items) {
        List<Expression> types = inner(type) instanceof ListExpression list ? list.items() : List.of();
        List<HclValue> converted = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            converted.add(i < types.size() ? convert(types.get(i), items.get(i)) : items.get(i));
        }
        return HclValue.items(converted);
    }

    private static HclValue map(Expression type, Entries entries) {
        Map<String, HclValue> converted = Values.copy(entries);
        converted.replaceAll((key, value) -> convert(inner(type), value));
        return HclValue.entries(converted);
    }

    private static HclValue object(Expression type, Entries entries) {
        if (!(inner(type) instanceof ObjectExpression attributes)) {
            return entries;
        }
        Map<String, HclValue> converted = new TreeMap<>();
        for (ObjectExpression.Entry attribute : attributes.entries()) {
            String name = Values.text(attribute.key().evaluate(NOTHING));
            Expression of = attribute.value();
            boolean isOptional = of instanceof Call call && call.function().equals("optional");
            HclValue given = entries.keys().contains(name) ? entries.get(name) : HclValue.Null.VALUE;
            if (given instanceof Null && !isOptional && !entries.keys().contains(name)) {
                throw new EvaluationError("the attribute %s is missing".formatted(name));
            }
            Expression wanted = isOptional ? inner(of) : of;
            converted.put(name, convert(wanted, given instanceof Null && isOptional ? byDefault((Call) of) : given));
        }
        return HclValue.entries(converted);
    }

    private static HclValue byDefault(Call optional) {
        return optional.arguments().size() > 1 ? optional.arguments().get(1).evaluate(NOTHING) : HclValue.Null.VALUE;
    }

    /** Types and their defaults are constants. */
    private static final Context NOTHING = new Context() {
        @Override
        public HclValue named(String name) {
            throw new EvaluationError("%s cannot be used in a type".formatted(name));
        }

        @Override
        public Path folder() {
            return Path.of("");
        }
    };
}
