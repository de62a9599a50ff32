package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import dev.streamecho.trigger.template.language.TemplateNode.ScalarType;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * A parameter's declaration, which checks a value as CloudFormation does.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">
 *     Parameters</a>
 */
final class Parameter {
    private static final String IN_SYSTEMS_MANAGER = "AWS::SSM::Parameter::Value<";

    private final Value declaration;
    private final String type;

    Parameter(Value declaration) {
        this.declaration = declaration;
        this.type = declaration.require("Type").text();
    }

    /** Returns the default, if it has one. */
    Optional<String> defaultValue() {
        return declaration.get("Default").map(Value::literal);
    }

    /** Returns whether a value is the name of what Systems Manager has the value of. */
    boolean isInSystemsManager() {
        return type.startsWith(IN_SYSTEMS_MANAGER);
    }

    /** {@code NoEcho}: whether nobody is to see its value. */
    boolean isSecret() {
        return declaration.get("NoEcho").map(Value::bool).orElse(false);
    }

    /** Returns a string as a value of the parameter's type. */
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
        if (DynamicReferences.areIn(text) || Unknown.isIn(text)) {
            return;
        }
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
        String description = declaration
                .get("ConstraintDescription")
                .map(value -> " (" + value.text() + ")")
                .orElse("");
        return declaration.error((isSecret() ? "****" : Value.shown(text)) + " " + reason + description);
    }
}
