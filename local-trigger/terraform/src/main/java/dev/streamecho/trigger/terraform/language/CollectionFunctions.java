package dev.streamecho.trigger.terraform.language;

import static dev.streamecho.trigger.terraform.language.HclValue.bool;
import static dev.streamecho.trigger.terraform.language.HclValue.items;
import static dev.streamecho.trigger.terraform.language.HclValue.text;

import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Items;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Functions of lists and maps. */
final class CollectionFunctions {
    private CollectionFunctions() {}

    static void addTo(Functions.Group group) {
        group.add("alltrue", call -> bool(call.items(0).stream().allMatch(CollectionFunctions::isTrue)));
        group.add("anytrue", call -> bool(call.items(0).stream().anyMatch(CollectionFunctions::isTrue)));
        group.add("chunklist", CollectionFunctions::chunks);
        group.add("coalesce", CollectionFunctions::coalesce);
        group.add("coalescelist", CollectionFunctions::coalesceList);
        group.add(
                "compact",
                call -> items(call.items(0).stream()
                        .filter(CollectionFunctions::isGiven)
                        .toList()));
        group.add("concat", CollectionFunctions::concat);
        group.add("contains", CollectionFunctions::contains);
        group.add("element", CollectionFunctions::element);
        group.add("flatten", call -> items(flat(call.items(0))));
        group.add("index", CollectionFunctions::index);
        group.add(
                "keys",
                call -> items(
                        call.entries(0).keys().stream().map(HclValue::text).toList()));
        group.add("length", call -> HclValue.number(length(call.value(0))));
        group.add("lookup", CollectionFunctions::lookup);
        group.add("matchkeys", CollectionFunctions::matchKeys);
        group.add("merge", CollectionFunctions::merge);
        group.add("one", CollectionFunctions::one);
        group.add("range", CollectionFunctions::range);
        group.add("reverse", CollectionFunctions::reverse);
        group.add("slice", call -> items(call.items(0).subList(call.integer(1), call.integer(2))));
        group.add("sort", CollectionFunctions::sort);
        group.add("transpose", CollectionFunctions::transpose);
        group.add("values", call -> items(Values.items(call.entries(0))));
        group.add("zipmap", CollectionFunctions::zip);
    }

    private static boolean isTrue(HclValue value) {
        return !(value instanceof Null) && Values.bool(value);
    }

    private static boolean isGiven(HclValue value) {
        return !(value instanceof Null)
                && !(value instanceof Text text && text.text().isEmpty());
    }

    private static int length(HclValue value) {
        if (value instanceof Entries entries) {
            return entries.keys().size();
        }
        if (value instanceof Text text) {
            String form = Marks.form(text.text());
            return form.codePointCount(0, form.length());
        }
        return Values.items(value).size();
    }

    private static HclValue chunks(Arguments call) {
        int size = Math.max(1, call.integer(1));
        List<HclValue> all = call.items(0);
        List<HclValue> chunks = new ArrayList<>();
        for (int start = 0; start < all.size(); start += size) {
            chunks.add(items(all.subList(start, Math.min(all.size(), start + size))));
        }
        return items(chunks);
    }

    private static HclValue coalesce(Arguments call) {
        return call.values().stream()
                .filter(CollectionFunctions::isGiven)
                .findFirst()
                .orElseThrow(() -> new EvaluationError("coalesce: each argument is null or an empty string"));
    }

    private static HclValue coalesceList(Arguments call) {
        return call.values().stream()
                .filter(list -> !(list instanceof Null) && !Values.items(list).isEmpty())
                .findFirst()
                .orElseThrow(() -> new EvaluationError("coalescelist: each argument is null or an empty list"));
    }

    private static HclValue concat(Arguments call) {
        List<HclValue> all = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            all.addAll(call.items(i));
        }
        return items(all);
    }

    private static HclValue contains(Arguments call) {
        return bool(call.items(0).stream().anyMatch(item -> Values.areEqual(item, call.value(1))));
    }

    private static HclValue element(Arguments call) {
        List<HclValue> list = call.items(0);
        if (list.isEmpty()) {
            throw new EvaluationError("element: the list is empty");
        }
        return list.get(Math.floorMod(call.integer(1), list.size()));
    }

    private static List<HclValue> flat(List<HclValue> list) {
        List<HclValue> flat = new ArrayList<>();
        for (HclValue item : list) {
            if (item instanceof Items inner) {
                flat.addAll(flat(inner.items()));
            } else {
                flat.add(item);
            }
        }
        return flat;
    }

    private static HclValue index(Arguments call) {
        List<HclValue> list = call.items(0);
        for (int i = 0; i < list.size(); i++) {
            if (Values.areEqual(list.get(i), call.value(1))) {
                return HclValue.number(i);
            }
        }
        throw new EvaluationError("index: the list does not have the value");
    }

    private static HclValue lookup(Arguments call) {
        Entries entries = call.entries(0);
        String key = call.text(1);
        return entries.keys().contains(key) || call.size() < 3 ? entries.get(key) : call.value(2);
    }

    private static HclValue matchKeys(Arguments call) {
        List<HclValue> found = new ArrayList<>();
        List<HclValue> keys = call.items(1);
        for (int i = 0; i < Math.min(keys.size(), call.items(0).size()); i++) {
            HclValue key = keys.get(i);
            if (call.items(2).stream().anyMatch(wanted -> Values.areEqual(wanted, key))) {
                found.add(call.items(0).get(i));
            }
        }
        return items(found);
    }

    private static HclValue merge(Arguments call) {
        Map<String, HclValue> merged = new TreeMap<>();
        for (int i = 0; i < call.size(); i++) {
            if (!(call.value(i) instanceof Null)) {
                merged.putAll(Values.copy(call.entries(i)));
            }
        }
        return HclValue.entries(merged);
    }

    private static HclValue one(Arguments call) {
        List<HclValue> list = call.items(0);
        if (list.size() > 1) {
            throw new EvaluationError("one: the list has %d items".formatted(list.size()));
        }
        return list.isEmpty() ? HclValue.Null.VALUE : list.get(0);
    }

    private static HclValue range(Arguments call) {
        int start = call.size() > 1 ? call.integer(0) : 0;
        int limit = call.size() > 1 ? call.integer(1) : call.integer(0);
        int step = call.size() > 2 ? call.integer(2) : start <= limit ? 1 : -1;
        // Terraform's own limit.
        if (step == 0 || Math.abs(((long) limit - start) / step) > 1024) {
            throw new EvaluationError("range: more than 1,024 numbers");
        }
        List<HclValue> numbers = new ArrayList<>();
        for (int number = start; step > 0 ? number < limit : number > limit; number += step) {
            numbers.add(HclValue.number(number));
        }
        return items(numbers);
    }

    private static HclValue reverse(Arguments call) {
        List<HclValue> reversed = new ArrayList<>(call.items(0));
        Collections.reverse(reversed);
        return items(reversed);
    }

    private static HclValue sort(Arguments call) {
        return items(call.items(0).stream()
                .map(Values::text)
                .sorted()
                .map(HclValue::text)
                .toList());
    }

    private static HclValue transpose(Arguments call) {
        Map<String, List<HclValue>> transposed = new TreeMap<>();
        Entries entries = call.entries(0);
        for (String key : entries.keys()) {
            for (HclValue value : Values.items(entries.get(key))) {
                transposed
                        .computeIfAbsent(Values.text(value), first -> new ArrayList<>())
                        .add(text(key));
            }
        }
        Map<String, HclValue> lists = new TreeMap<>();
        transposed.forEach((key, values) -> lists.put(key, items(values)));
        return HclValue.entries(lists);
    }

    private static HclValue zip(Arguments call) {
        Map<String, HclValue> zipped = new TreeMap<>();
        List<HclValue> values = call.items(1);
        for (int i = 0; i < Math.min(call.items(0).size(), values.size()); i++) {
            zipped.put(Values.text(call.items(0).get(i)), values.get(i));
        }
        return HclValue.entries(zipped);
    }
}
