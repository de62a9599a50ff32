package dev.streamecho.trigger.template.check.policy;

import dev.streamecho.trigger.template.language.Unknown;
import java.util.List;

/**
 * What one statement of a policy allows.
 *
 * @param actions patterns of actions
 * @param resources patterns of ARNs
 * @param isConditional whether it holds only in some cases
 */
record Statement(List<String> actions, List<String> resources, boolean isConditional) {

    static Statement of(List<String> actions, String... resources) {
        return new Statement(actions, List.of(resources), false);
    }

    Grant grant(String action, String arn) {
        if (actions.stream().noneMatch(pattern -> Arns.matchesWord(pattern, action))) {
            return Grant.NO;
        }
        if (resources.stream().anyMatch(pattern -> Arns.matches(pattern, arn))) {
            return isConditional ? Grant.UNKNOWN : Grant.YES;
        }
        return Unknown.isIn(arn) || resources.stream().anyMatch(Unknown::isIn) ? Grant.UNKNOWN : Grant.NO;
    }

    /** Returns whether it names an ARN, rather than standing for all resources of its kind. */
    boolean names(String arn) {
        return resources.stream().anyMatch(pattern -> !Arns.isOfAll(pattern) && Arns.matches(pattern, arn));
    }
}
