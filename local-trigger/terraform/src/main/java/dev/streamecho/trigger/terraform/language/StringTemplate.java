package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.util.List;

/** A string with expressions in it. */
record StringTemplate(List<Expression> parts) implements Expression {

    @Override
    public HclValue evaluate(Context context) {
        StringBuilder text = new StringBuilder();
        for (Expression part : parts) {
            HclValue value = part.evaluate(context);
            if (value instanceof HclValue.Null) {
                throw new EvaluationError("null cannot be a part of a string");
            }
            text.append(Values.text(value));
        }
        return HclValue.text(text.toString());
    }

    /** {@code %{ for item in source }body%{ endfor }}. */
    record Loop(ForLoop loop, Expression body) implements Expression {

        @Override
        public HclValue evaluate(Context context) {
            HclValue source = loop.source().evaluate(context);
            if (source instanceof Unresolved) {
                return source;
            }
            StringBuilder text = new StringBuilder();
            for (Context round : loop.rounds(source, context)) {
                text.append(Values.text(body.evaluate(round)));
            }
            return HclValue.text(text.toString());
        }
    }
}
