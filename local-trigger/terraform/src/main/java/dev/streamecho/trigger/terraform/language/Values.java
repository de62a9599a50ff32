package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Bool;
import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Items;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Num;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Conversions between values, as Terraform does them where another type is needed.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion">Type Conversion</a>
 */
public final class Values {
    private static final int MOST_DIGITS = 1000;
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,300}(\\.[0-9]{1,300})?([eE][-+]?[0-9]{1,3})?");

    private Values() {}

    /** Returns the value as a string; what cannot be known here is marked in it. */
    public static String text(HclValue value) {
        if (value instanceof Text text) {
            return text.text();
        }
        if (value instanceof Unresolved unresolved) {
            return Marks.missing(unresolved);
        }
        if (value instanceof Num number) {
            return plain(number.number());
        }
        if (value instanceof Bool bool) {
            return String.valueOf(bool.value());
        }
        throw new EvaluationError("%s is not a string".formatted(value.kind()));
    }

    static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        return isHuge(number) ? number.toString() : number.stripTrailingZeros().toPlainString();
    }

    /** With all of its digits, such a number would fill the memory. */
    private static boolean isHuge(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_DIGITS;
    }

    /** Returns the number; a string that reads as one is one too. */
    static BigDecimal number(HclValue value) {
        if (value instanceof Num number) {
            if (isHuge(number.number())) {
                throw new EvaluationError("%s is too large or too small".formatted(number.number()));
            }
            return number.number();
        }
        if (value instanceof Text text && NUMBER.matcher(text.text()).matches()) {
            return new BigDecimal(text.text());
        }
        throw new EvaluationError(
                value instanceof Text text
                        ? "\"%s\" is not a number".formatted(text.text())
                        : "%s is not a number".formatted(value.kind()));
    }

    /** Returns the whole number. */
    static int integer(HclValue value) {
        try {
            return number(value).intValueExact();
        } catch (ArithmeticException e) {
            throw new EvaluationError("%s is not a whole number".formatted(text(value)));
        }
    }

    /** Returns the boolean; the strings {@code true} and {@code false} are booleans too. */
    public static boolean bool(HclValue value) {
        if (value instanceof Bool bool) {
            return bool.value();
        }
        if (value instanceof Text text
                && (text.text().equals("true") || text.text().equals("false"))) {
            return Boolean.parseBoolean(text.text());
        }
        throw new EvaluationError(
                value instanceof Text text
                        ? "\"%s\" is neither true nor false".formatted(text.text())
                        : "%s is neither true nor false".formatted(value.kind()));
    }

    /** Returns the items of a list, or the values of a map. */
    public static List<HclValue> items(HclValue value) {
        if (value instanceof Items items) {
            return items.items();
        }
        if (value instanceof Entries entries) {
            return entries.keys().stream().map(entries::get).toList();
        }
        throw new EvaluationError("%s is not a list".formatted(value.kind()));
    }

    /** Returns the entries of a map. */
    public static Entries entries(HclValue value) {
        if (value instanceof Entries entries) {
            return entries;
        }
        throw new EvaluationError("%s is not a map".formatted(value.kind()));
    }

    /** Returns a copy of a map that can be changed, with all of its values. */
    static Map<String, HclValue> copy(Entries entries) {
        Map<String, HclValue> copy = new TreeMap<>();
        entries.keys().forEach(key -> copy.put(key, entries.get(key)));
        return copy;
    }

    /** Returns whether two values are equal as in {@code ==}: of the same type, with the same content. */
    static boolean areEqual(HclValue left, HclValue right) {
        if (left instanceof Num one && right instanceof Num other) {
            return one.number().compareTo(other.number()) == 0;
        }
        if (left instanceof Text one && right instanceof Text other) {
            return Marks.form(one.text()).equals(Marks.form(other.text()));
        }
        if (left instanceof Items one && right instanceof Items other) {
            if (one.items().size() != other.items().size()) {
                return false;
            }
            for (int i = 0; i < one.items().size(); i++) {
                if (!areEqual(one.items().get(i), other.items().get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (left instanceof Entries one && right instanceof Entries other) {
            return one.keys().equals(other.keys())
                    && one.keys().stream().allMatch(key -> areEqual(one.get(key), other.get(key)));
        }
        return left.equals(right);
    }

    /** Returns what of a value, at any depth, only AWS knows; the first of it if there are several. */
    public static Optional<Unresolved> firstMissing(HclValue value) {
        if (value instanceof Unresolved unresolved) {
            return Optional.of(unresolved);
        }
        if (value instanceof Text text) {
            return Marks.firstMissing(text.text());
        }
        if (value instanceof Items || value instanceof Entries) {
            return items(value).stream()
                    .map(Values::firstMissing)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }

    /** Returns the value with its strings as they would look on AWS. */
    static HclValue form(HclValue value) {
        if (value instanceof Text text) {
            return HclValue.text(Marks.form(text.text()));
        }
        if (value instanceof Items items) {
            return HclValue.items(items.items().stream().map(Values::form).toList());
        }
        if (value instanceof Entries entries) {
            Map<String, HclValue> forms = copy(entries);
            forms.replaceAll((key, each) -> form(each));
            return HclValue.entries(forms);
        }
        return value;
    }

    /** Returns the items as a set has them: each once, strings in the order of the alphabet. */
    static Items set(List<HclValue> items) {
        List<HclValue> distinct = new ArrayList<>();
        for (HclValue item : items) {
            if (distinct.stream().noneMatch(other -> areEqual(item, other))) {
                distinct.add(item);
            }
        }
        if (distinct.stream().allMatch(Text.class::isInstance)) {
            distinct.sort((one, other) -> text(one).compareTo(text(other)));
        } else if (distinct.stream().allMatch(Num.class::isInstance)) {
            distinct.sort((one, other) -> number(one).compareTo(number(other)));
        }
        return HclValue.items(distinct);
    }

    /** Returns the value of an attribute or a key. */
    public static HclValue attribute(HclValue value, String name) {
        if (value instanceof Unresolved unresolved) {
            return new Unresolved(unresolved.name() + "." + name);
        }
        if (value instanceof Entries entries) {
            return entries.get(name);
        }
        if (value instanceof Null) {
            throw new EvaluationError("null has no %s".formatted(name));
        }
        throw new EvaluationError("%s has no attribute %s".formatted(value.kind(), name));
    }

    /** Returns an item of a list, or a value of a map. */
    static HclValue index(HclValue value, HclValue key) {
        if (value instanceof Unresolved unresolved) {
            return unresolved;
        }
        if (key instanceof Unresolved) {
            return key;
        }
        if (value instanceof Items items) {
            int index = integer(key);
            if (index < 0 || index >= items.items().size()) {
                throw new EvaluationError("there is no item %d in a list of %d"
                        .formatted(index, items.items().size()));
            }
            return items.items().get(index);
        }
        return attribute(value, text(key));
    }
}
