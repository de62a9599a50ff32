package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.terraform.language.EvaluationError;
import dev.streamecho.trigger.terraform.language.HclValue;
import java.util.Optional;

/**
 * The value of an argument, or why it has none.
 *
 * @param value {@code null} of Terraform's language if there is a problem
 * @param line from 1
 * @param problem what is wrong, if Terraform would refuse it
 */
public record Setting(HclValue value, int line, Optional<String> problem) {

    static Setting of(HclValue value, int line) {
        return new Setting(value, line, Optional.empty());
    }

    static Setting refused(EvaluationError error, int line) {
        return new Setting(HclValue.Null.VALUE, line, Optional.of(error.problem()));
    }
}
