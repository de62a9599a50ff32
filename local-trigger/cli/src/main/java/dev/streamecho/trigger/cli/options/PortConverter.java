package dev.streamecho.trigger.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the number of a port. */
public final class PortConverter implements ITypeConverter<Integer> {
    private static final int HIGHEST = 65_535;

    @Override
    public Integer convert(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > HIGHEST) {
            throw new TypeConversionException("'" + value + "' is not a port; use 0 to " + HIGHEST);
        }
        return Integer.valueOf(value);
    }
}
