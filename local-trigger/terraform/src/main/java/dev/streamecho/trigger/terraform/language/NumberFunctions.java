package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Num;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/** Functions of numbers. */
final class NumberFunctions {
    private NumberFunctions() {}

    static void addTo(Functions.Group group) {
        group.add("abs", call -> new Num(call.number(0).abs()));
        group.add("ceil", call -> new Num(call.number(0).setScale(0, RoundingMode.CEILING)));
        group.add("floor", call -> new Num(call.number(0).setScale(0, RoundingMode.FLOOR)));
        group.add(
                "log",
                call -> number(Math.log(call.number(0).doubleValue())
                        / Math.log(call.number(1).doubleValue())));
        group.add(
                "max",
                call -> new Num(numbers(call.values(), call).stream()
                        .max(Comparator.naturalOrder())
                        .orElseThrow()));
        group.add(
                "min",
                call -> new Num(numbers(call.values(), call).stream()
                        .min(Comparator.naturalOrder())
                        .orElseThrow()));
        group.add("parseint", NumberFunctions::parse);
        group.add(
                "pow",
                call -> number(
                        Math.pow(call.number(0).doubleValue(), call.number(1).doubleValue())));
        group.add("signum", call -> HclValue.number(call.number(0).signum()));
        group.add(
                "sum", call -> new Num(numbers(call.items(0), call).stream().reduce(BigDecimal.ZERO, BigDecimal::add)));
    }

    private static List<BigDecimal> numbers(List<HclValue> values, Arguments call) {
        if (values.isEmpty()) {
            throw new EvaluationError(call.function() + " needs a number");
        }
        return values.stream().map(Values::number).toList();
    }

    private static HclValue parse(Arguments call) {
        try {
            return new Num(new BigDecimal(new BigInteger(call.text(0), call.integer(1))));
        } catch (NumberFormatException e) {
            throw new EvaluationError(
                    "parseint: \"%s\" is not a whole number to base %d".formatted(call.text(0), call.integer(1)));
        }
    }

    private static HclValue number(double result) {
        if (Double.isNaN(result) || Double.isInfinite(result)) {
            throw new EvaluationError("the result is not a number");
        }
        return new Num(BigDecimal.valueOf(result));
    }
}
