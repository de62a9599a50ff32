package dev.streamecho.trigger.template;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.TemplateNode.Scalar;
import dev.streamecho.trigger.template.TemplateNode.ScalarType;
import dev.streamecho.trigger.template.TemplateNode.Sequence;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * A parameter's declaration, which checks a value as CloudFormation does. For a type that is looked up in Systems Manager,
 * the value is taken as it is, as {@code sam local} does.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">
 *     Parameters</a>
 */
final class Parameter {
    private final String name;
    private final Value declaration;
    private final String type;

    Parameter(String name, Value declaration) {
        this.name = name;
        this.declaration = declaration;
        this.type = declaration.require("Type").text();
    }

    /** The default. */
    TemplateNode value() {
        return value(declaration
                .get("Default")
                .orElseThrow(() -> declaration.error(
                        "has no value, as it has no Default; give it one with --parameter-overrides %s=%s"
                                .formatted(name, allowedValues().isEmpty() ? "…" : String.join("|", allowedValues()))))
                .text());
    }

    /** The text as a value of the parameter's type. */
    TemplateNode value(String text) {
        if (!isList()) {
            check(text);
            return scalar(text);
        }
        List<String> items =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        items.forEach(this::check);
        return new Sequence(items.stream().<TemplateNode>map(this::scalar).toList(), declaration.line());
    }

    private boolean isList() {
        return type.contains("List<") || type.contains("CommaDelimitedList");
    }

    private boolean isNumber() {
        return type.equals("Number") || type.equals("List<Number>");
    }

    private Scalar scalar(String text) {
        return new Scalar(text, isNumber() ? ScalarType.NUMBER : ScalarType.TEXT, declaration.line());
    }

    private void check(String text) {
        List<String> allowed = allowedValues();
        if (!allowed.isEmpty() && !allowed.contains(text)) {
            throw refused(text, "is not allowed; choose one of " + String.join(", ", allowed));
        }
        declaration.get("AllowedPattern").ifPresent(pattern -> checkPattern(text, pattern));
        if (isNumber()) {
            checkNumber(text);
        } else if (!isList()) {
            checkLength(text);
        }
    }

    private List<String> allowedValues() {
        return declaration
                .get("AllowedValues")
                .map(values -> values.items().stream().map(Value::text).toList())
                .orElse(List.of());
    }

    private void checkPattern(String text, Value pattern) {
        try {
            if (!text.matches(pattern.text())) {
                throw refused(text, "does not match its AllowedPattern " + pattern.text());
            }
        } catch (PatternSyntaxException e) {
            throw pattern.error("not a regular expression: " + e.getDescription());
        }
    }

    private void checkNumber(String text) {
        BigDecimal number = decimal(text).orElseThrow(() -> refused(text, "is not a number"));
        declaration.get("MinValue").ifPresent(minimum -> {
            if (number.compareTo(bound(minimum)) < 0) {
                throw refused(text, "is less than its MinValue " + minimum.text());
            }
        });
        declaration.get("MaxValue").ifPresent(maximum -> {
            if (number.compareTo(bound(maximum)) > 0) {
                throw refused(text, "is more than its MaxValue " + maximum.text());
            }
        });
    }

    private static BigDecimal bound(Value value) {
        return decimal(value.text()).orElseThrow(() -> value.error(Value.shown(value.text()) + " is not a number"));
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void checkLength(String text) {
        declaration.get("MinLength").map(Value::integer).ifPresent(minimum -> {
            if (text.length() < minimum) {
                throw refused(text, "is shorter than its MinLength " + minimum);
            }
        });
        declaration.get("MaxLength").map(Value::integer).ifPresent(maximum -> {
            if (text.length() > maximum) {
                throw refused(text, "is longer than its MaxLength " + maximum);
            }
        });
    }

    private UserError refused(String text, String reason) {
        boolean secret = declaration.get("NoEcho").map(Value::bool).orElse(false);
        String description = declaration
                .get("ConstraintDescription")
                .map(value -> " (" + value.text() + ")")
                .orElse("");
        return declaration.error((secret ? "****" : Value.shown(text)) + " " + reason + description);
    }
}
