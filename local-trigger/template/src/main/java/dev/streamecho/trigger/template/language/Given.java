package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.UserError;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads values for notices only: one that cannot be resolved stops nothing. */
public final class Given {
    private Given() {}

    /** Returns the value, or empty if it cannot be resolved. */
    public static <T> Optional<T> value(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (UserError e) {
            return Optional.empty();
        }
    }

    /** Returns whether the mapping has a value at the path of these properties. */
    public static boolean in(Value mapping, String... path) {
        return value(() -> {
                    Optional<Value> found = Optional.of(mapping);
                    for (String property : path) {
                        found = found.flatMap(value -> value.get(property));
                    }
                    return found.isPresent();
                })
                .orElse(false);
    }
}
