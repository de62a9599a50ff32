package dev.streamecho.trigger.cli.options;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an origin as browsers write it. */
final class OriginConverter implements ITypeConverter<String> {
    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#\\s]+|null|\\*");

    @Override
    public String convert(String value) {
        if (!ORIGIN.matcher(value).matches()) {
            throw new TypeConversionException(
                    "'%s' is not an origin: https://app.example, http://192.168.1.7:5173, null or *".formatted(value));
        }
        return value;
    }
}
