package dev.streamecho.trigger.template.language;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import java.util.List;

/** The Conditions section, its functions, and {@code Fn::If}. */
final class Conditions {
    private Conditions() {}

    /** Returns whether the condition of that name holds; {@code from} is the value that asks. */
    static boolean holds(String name, Value from) {
        TemplateNode condition = from.scope().conditions().get(name);
        if (condition == null) {
            throw from.error("%s is not in Conditions, which has %s"
                    .formatted(
                            Value.shown(name),
                            KnownNames.list(from.scope().conditions().keySet())));
        }
        Scope scope = from.scope().entering("Conditions." + name, from);
        return evaluate(scope.value("Conditions." + name, condition));
    }

    static Value choose(Value argument) {
        List<Value> arguments =
                Intrinsics.arguments(argument, 3, 3, "Fn::If: [condition, value if it holds, value if not]");
        return holds(arguments.get(0).text(), argument) ? arguments.get(1) : arguments.get(2);
    }

    private static boolean evaluate(Value condition) {
        String function =
                condition.node() instanceof Mapping mapping && mapping.entries().size() == 1
                        ? Intrinsics.functionOf(mapping)
                        : "";
        return switch (function) {
            case "Condition" -> holds(condition.argument().text(), condition);
            case "Fn::Not" ->
                !evaluate(Intrinsics.arguments(condition.argument(), 1, 1, "Fn::Not: [condition]")
                        .get(0));
            case "Fn::And" -> several(condition, "Fn::And").stream().allMatch(Conditions::evaluate);
            case "Fn::Or" -> several(condition, "Fn::Or").stream().anyMatch(Conditions::evaluate);
            case "Fn::Equals" -> equal(Intrinsics.arguments(condition.argument(), 2, 2, "Fn::Equals: [value, value]"));
            default ->
                throw condition.error(
                        "not a condition; it is made of Fn::And, Fn::Equals, Fn::Not, Fn::Or and Condition");
        };
    }

    /** CloudFormation takes two to ten. */
    private static List<Value> several(Value condition, String function) {
        return Intrinsics.arguments(condition.argument(), 2, 10, function + ": [condition, condition, …], two to ten");
    }

    private static boolean equal(List<Value> values) {
        JsonNode left = values.get(0).json();
        JsonNode right = values.get(1).json();
        // A parameter is a string whatever its type, so "1" equals 1.
        return left.isValueNode() && right.isValueNode()
                ? values.get(0).text().equals(values.get(1).text())
                : left.equals(right);
    }
}
