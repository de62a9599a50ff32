package dev.streamecho.trigger.terraform.language;

/** An expression as it is written. Expressions are immutable. */
public interface Expression {

    /**
     * Returns its value.
     *
     * @throws EvaluationError if Terraform would refuse it
     */
    HclValue evaluate(Context context);
}
