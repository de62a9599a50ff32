package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a function is called with.
 *
 * @param folder the one to which paths are relative
 */
record Arguments(String function, List<HclValue> values, Path folder) {

    int size() {
        return values.size();
    }

    HclValue value(int number) {
        if (number >= values.size()) {
            throw new EvaluationError("%s needs more arguments than %d".formatted(function, values.size()));
        }
        return values.get(number);
    }

    String text(int number) {
        return of(number, () -> Values.text(value(number)));
    }

    /** Returns an argument that may be left out. */
    Optional<HclValue> optional(int number) {
        return number < values.size() && !(values.get(number) instanceof Null)
                ? Optional.of(values.get(number))
                : Optional.empty();
    }

    BigDecimal number(int number) {
        return of(number, () -> Values.number(value(number)));
    }

    int integer(int number) {
        return of(number, () -> Values.integer(value(number)));
    }

    List<HclValue> items(int number) {
        return of(number, () -> Values.items(value(number)));
    }

    Entries entries(int number) {
        return of(number, () -> Values.entries(value(number)));
    }

    /** Returns an argument that is a path, absolute. */
    Path path(int number) {
        String path = text(number);
        try {
            return folder.resolve(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new EvaluationError("%s: %s is not a path".formatted(function, path));
        }
    }

    private <T> T of(int number, Supplier<T> read) {
        try {
            return read.get();
        } catch (EvaluationError e) {
            throw new EvaluationError("argument %d of %s: %s".formatted(number + 1, function, e.problem()));
        }
    }
}
