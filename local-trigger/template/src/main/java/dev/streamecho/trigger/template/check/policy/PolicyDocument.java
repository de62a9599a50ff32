package dev.streamecho.trigger.template.check.policy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.language.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads policies as IAM has them.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">IAM JSON policy elements</a>
 */
final class PolicyDocument {
    private PolicyDocument() {}

    static Permissions read(Value document) {
        try {
            Permissions all = Permissions.NONE;
            for (Value statement : listed(document.require("Statement"))) {
                all = all.and(statement(statement));
            }
            return all;
        } catch (UserError e) {
            return Permissions.UNREADABLE;
        }
    }

    private static Permissions statement(Value statement) {
        if (statement.get("Effect").map(Value::text).orElse("").equals("Deny")) {
            return Permissions.NONE;
        }
        if (statement.get("Action").isEmpty() || statement.get("Resource").isEmpty()) {
            return Permissions.UNREADABLE;
        }
        return Permissions.of(List.of(new Statement(
                texts(statement.require("Action")),
                texts(statement.require("Resource")),
                statement.get("Condition").isPresent())));
    }

    private static List<String> texts(Value one) {
        List<String> texts = new ArrayList<>();
        listed(one).forEach(value -> texts.add(value.text()));
        return texts;
    }

    /** IAM takes a list of one as that one, too. */
    static List<Value> listed(Value value) {
        return value.isList() ? value.items() : List.of(value);
    }
}
