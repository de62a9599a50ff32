package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Num;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code left operator right}.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/expressions/operators">Operators</a>
 */
record Operation(String operator, Expression left, Expression right) implements Expression {
    /** From the weakest to the strongest; where one begins with another, the longer one is first. */
    static final List<List<String>> BY_STRENGTH = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("==", "!="),
            List.of("<=", ">=", "<", ">"),
            List.of("+", "-"),
            List.of("*", "/", "%"));

    @Override
    public HclValue evaluate(Context context) {
        HclValue first = left.evaluate(context);
        if (operator.equals("&&") || operator.equals("||")) {
            return junction(first, context);
        }
        HclValue second = right.evaluate(context);
        Optional<Unresolved> missing = Stream.of(first, second)
                .map(Values::firstMissing)
                .flatMap(Optional::stream)
                .findFirst();
        return missing.isPresent() ? missing.get() : apply(first, second);
    }

    /** What decides alone is enough, whether or not the other is known. */
    private HclValue junction(HclValue first, Context context) {
        boolean decides = operator.equals("||");
        if (!(first instanceof Unresolved) && Values.bool(first) == decides) {
            return HclValue.bool(decides);
        }
        HclValue second = right.evaluate(context);
        if (!(second instanceof Unresolved) && Values.bool(second) == decides) {
            return HclValue.bool(decides);
        }
        return first instanceof Unresolved ? first : second;
    }

    private HclValue apply(HclValue first, HclValue second) {
        return switch (operator) {
            case "==" -> HclValue.bool(Values.areEqual(first, second));
            case "!=" -> HclValue.bool(!Values.areEqual(first, second));
            default -> apply(Values.number(first), Values.number(second));
        };
    }

    private HclValue apply(BigDecimal first, BigDecimal second) {
        return switch (operator) {
            case "<" -> HclValue.bool(first.compareTo(second) < 0);
            case "<=" -> HclValue.bool(first.compareTo(second) <= 0);
            case ">" -> HclValue.bool(first.compareTo(second) > 0);
            case ">=" -> HclValue.bool(first.compareTo(second) >= 0);
            case "+" -> new Num(first.add(second));
            case "-" -> new Num(first.subtract(second));
            case "*" -> new Num(first.multiply(second));
            case "/" -> new Num(first.divide(divisor(second), MathContext.DECIMAL128));
            default -> new Num(first.remainder(divisor(second)));
        };
    }

    private static BigDecimal divisor(BigDecimal number) {
        if (number.signum() == 0) {
            throw new EvaluationError("division by zero");
        }
        return number;
    }
}
