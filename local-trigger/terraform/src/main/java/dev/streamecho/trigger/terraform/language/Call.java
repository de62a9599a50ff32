package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code function(a, b)}.
 *
 * @param isSpread whether the last argument is a list of arguments: {@code ...}
 */
record Call(String function, List<Expression> arguments, boolean isSpread) implements Expression {

    @Override
    public HclValue evaluate(Context context) {
        return switch (function) {
            case "try" -> firstThatWorks(context);
            case "can" -> can(context);
            default -> apply(context);
        };
    }

    private HclValue apply(Context context) {
        if (function.startsWith("template") && context.isOfTemplate()) {
            throw new EvaluationError("%s cannot be called in a template".formatted(function));
        }
        List<HclValue> values = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            HclValue value = arguments.get(i).evaluate(context);
            if (isSpread && i == arguments.size() - 1) {
                if (value instanceof Unresolved) {
                    return value;
                }
                values.addAll(Values.items(value));
            } else {
                values.add(value);
            }
        }
        return Functions.apply(new Arguments(function, values, context.folder()));
    }

    private HclValue firstThatWorks(Context context) {
        for (Expression argument : arguments.subList(0, Math.max(0, arguments.size() - 1))) {
            try {
                return argument.evaluate(context);
            } catch (EvaluationError e) {
                continue;
            }
        }
        if (arguments.isEmpty()) {
            throw new EvaluationError("try needs an argument");
        }
        return arguments.get(arguments.size() - 1).evaluate(context);
    }

    private HclValue can(Context context) {
        try {
            HclValue value = arguments.get(0).evaluate(context);
            return value instanceof Unresolved ? value : HclValue.bool(true);
        } catch (EvaluationError e) {
            return HclValue.bool(false);
        }
    }
}
