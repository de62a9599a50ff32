package dev.streamecho.trigger.junit.inside;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as maps of the JDK's types. A number comes back as a {@link BigDecimal}. */
final class PlainItems {

    private PlainItems() {}

    static Map<String, AttributeValue> item(Map<?, ?> plain) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        plain.forEach((name, value) -> item.put(String.valueOf(name), value(name, value)));
        return item;
    }

    static Map<String, @Nullable Object> plain(Map<String, AttributeValue> item) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        item.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static AttributeValue value(Object name, @Nullable Object plain) {
        if (plain == null) {
            return AttributeValue.fromNul(true);
        }
        if (plain instanceof String string) {
            return AttributeValue.fromS(string);
        }
        if (plain instanceof Number number) {
            return AttributeValue.fromN(number.toString());
        }
        if (plain instanceof Boolean bool) {
            return AttributeValue.fromBool(bool);
        }
        if (plain instanceof byte[] bytes) {
            return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
        }
        if (plain instanceof Map<?, ?> map) {
            return AttributeValue.fromM(item(map));
        }
        if (plain instanceof Set<?> set) {
            return set(name, set);
        }
        if (plain instanceof Collection<?> list) {
            return AttributeValue.fromL(
                    list.stream().map(element -> value(name, element)).toList());
        }
        throw new IllegalArgumentException(
                "%s is a %s; an attribute is a String, a Number, a Boolean, a byte[], a Map, a List, a Set of one of the first two, or null"
                        .formatted(name, plain.getClass().getName()));
    }

    private static AttributeValue set(Object name, Set<?> set) {
        if (!set.isEmpty() && set.stream().allMatch(String.class::isInstance)) {
            return AttributeValue.fromSs(set.stream().map(String.class::cast).toList());
        }
        if (!set.isEmpty() && set.stream().allMatch(Number.class::isInstance)) {
            return AttributeValue.fromNs(set.stream().map(Object::toString).toList());
        }
        throw new IllegalArgumentException("%s is a set of neither strings nor numbers: %s".formatted(name, set));
    }

    private static @Nullable Object plain(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n());
            case BOOL -> value.bool();
            case B -> value.b().asByteArray();
            case M -> plain(value.m());
            case L -> value.l().stream().map(PlainItems::plain).collect(Collectors.toList());
            case SS -> new LinkedHashSet<>(value.ss());
            case NS -> value.ns().stream().map(BigDecimal::new).collect(Collectors.toCollection(LinkedHashSet::new));
            case BS -> value.bs().stream().map(SdkBytes::asByteArray).collect(Collectors.toList());
            case NUL, UNKNOWN_TO_SDK_VERSION -> null;
        };
    }
}
