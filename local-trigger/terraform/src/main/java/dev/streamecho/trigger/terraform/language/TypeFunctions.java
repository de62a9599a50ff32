package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Num;
import java.util.function.UnaryOperator;

/** Functions that convert values to other types. */
final class TypeFunctions {
    private TypeFunctions() {}

    static void addTo(Functions.Group group) {
        group.add("ephemeralasnull", call -> call.value(0));
        group.add("issensitive", call -> HclValue.bool(false));
        group.add("nonsensitive", call -> call.value(0));
        group.add("sensitive", call -> call.value(0));
        group.add("tobool", call -> orNull(call.value(0), value -> HclValue.bool(Values.bool(value))));
        group.add("tolist", call -> HclValue.items(call.items(0)));
        group.add("tomap", call -> call.entries(0));
        group.add("tonumber", call -> orNull(call.value(0), value -> new Num(Values.number(value))));
        group.add("type", call -> HclValue.text(call.value(0).kind()));
    }

    private static HclValue orNull(HclValue value, UnaryOperator<HclValue> conversion) {
        return value instanceof Null ? value : conversion.apply(value);
    }
}
