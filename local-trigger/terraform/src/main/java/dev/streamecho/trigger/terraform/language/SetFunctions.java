package dev.streamecho.trigger.terraform.language;

import java.util.ArrayList;
import java.util.List;

/** Functions of sets. */
final class SetFunctions {
    private SetFunctions() {}

    static void addTo(Functions.Group group) {
        group.add("distinct", SetFunctions::distinct);
        group.add("setintersection", SetFunctions::intersection);
        group.add("setproduct", SetFunctions::product);
        group.add("setsubtract", SetFunctions::difference);
        group.add("setunion", SetFunctions::union);
        group.add("toset", call -> Values.set(call.items(0)));
    }

    private static HclValue distinct(Arguments call) {
        List<HclValue> distinct = new ArrayList<>();
        call.items(0).stream().filter(item -> !isIn(distinct, item)).forEach(distinct::add);
        return HclValue.items(distinct);
    }

    private static boolean isIn(List<HclValue> list, HclValue item) {
        return list.stream().anyMatch(other -> Values.areEqual(item, other));
    }

    private static HclValue intersection(Arguments call) {
        List<HclValue> common = call.items(0);
        for (int i = 1; i < call.size(); i++) {
            List<HclValue> other = call.items(i);
            common = common.stream().filter(item -> isIn(other, item)).toList();
        }
        return Values.set(common);
    }

    private static HclValue difference(Arguments call) {
        return Values.set(call.items(0).stream()
                .filter(item -> !isIn(call.items(1), item))
                .toList());
    }

    private static HclValue union(Arguments call) {
        List<HclValue> all = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            all.addAll(call.items(i));
        }
        return Values.set(all);
    }

    private static HclValue product(Arguments call) {
        List<List<HclValue>> product = List.of(List.of());
        for (int i = 0; i < call.size(); i++) {
            List<List<HclValue>> longer = new ArrayList<>();
            for (List<HclValue> beginning : product) {
                for (HclValue item : call.items(i)) {
                    List<HclValue> one = new ArrayList<>(beginning);
                    one.add(item);
                    longer.add(one);
                }
            }
            product = longer;
        }
        return HclValue.items(product.stream().map(HclValue::items).toList());
    }
}
