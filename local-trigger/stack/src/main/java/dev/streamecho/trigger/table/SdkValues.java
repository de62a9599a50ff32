package dev.streamecho.trigger.table;

import dev.streamecho.trigger.template.language.Value;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Reads values of a template into requests of the SDK, as CloudFormation's properties mostly have the API's names. */
final class SdkValues {

    private SdkValues() {}

    /** Sets the builder's fields from the mapping's properties, at any depth, if they have one of these names. */
    static void read(Value mapping, SdkPojo builder, Set<String> names) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (names.contains(field.memberName())) {
                mapping.get(field.memberName()).ifPresent(value -> field.set(builder, convert(value, field, names)));
            }
        }
    }

    private static Object convert(Value value, SdkField<?> field, Set<String> names) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return value.text();
        }
        if (type == MarshallingType.BOOLEAN) {
            return !value.isUnknown() && value.bool();
        }
        if (type == MarshallingType.LONG) {
            return value.isUnknown() ? 1L : (long) value.integer();
        }
        if (type == MarshallingType.LIST) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            return value.items().stream()
                    .map(item -> convert(item, member, names))
                    .toList();
        }
        if (type == MarshallingType.SDK_POJO) {
            SdkPojo builder = field.constructor().get();
            read(value, builder, names);
            return ((Buildable) builder).build();
        }
        throw value.error("cannot be given to DynamoDB Local");
    }
}
