package dev.streamecho.trigger.cli.options;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of a few words. Picocli's own reader names each of them twice, as the constant and as its string.
 *
 * @param <E> whose constants have the words as their strings
 */
public abstract class WordConverter<E extends Enum<E>> implements ITypeConverter<E> {
    private final Class<E> type;

    /** Makes one for an enum. */
    protected WordConverter(Class<E> type) {
        this.type = type;
    }

    @Override
    public E convert(String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(word -> word.toString().equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'%s' is not known; use %s"
                        .formatted(
                                value,
                                Arrays.stream(type.getEnumConstants())
                                        .map(Enum::toString)
                                        .collect(Collectors.joining(" or ")))));
    }
}
