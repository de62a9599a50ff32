package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import dev.streamecho.trigger.template.language.TemplateNode.ScalarType;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The functions about lists. */
final class ListFunctions {
    private ListFunctions() {}

    static Value select(Value argument) {
        List<Value> arguments = Intrinsics.arguments(argument, 2, 2, "Fn::Select: [index, [value, …]]");
        List<Value> items = arguments.get(1).items();
        Optional<Value> unknown = items.stream().filter(Value::isUnknown).reduce((former, latter) -> latter);
        int index = arguments.get(0).isUnknown() ? 0 : arguments.get(0).integer();
        if (index >= items.size() && unknown.isPresent()) {
            return unknown.get();
        }
        if (index < 0 || index >= items.size()) {
            throw argument.error(
                    "Fn::Select asks for item %d, counted from 0, of a list of %d".formatted(index, items.size()));
        }
        return items.get(index);
    }

    static Value length(Value argument) {
        int length = argument.items().size();
        return argument.with(new Scalar(String.valueOf(length), ScalarType.NUMBER, argument.line()));
    }

    /** Three zones, as most regions have at least. */
    static Value availabilityZones(Value argument) {
        String given = argument.text();
        String region = given.isEmpty() ? argument.scope().pseudoParameters().region() : given;
        return argument.with(new Sequence(
                Stream.of("a", "b", "c")
                        .<TemplateNode>map(zone -> TemplateNode.text(region + zone, argument.line()))
                        .toList(),
                argument.line()));
    }
}
