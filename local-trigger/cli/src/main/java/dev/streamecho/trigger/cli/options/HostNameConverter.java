package dev.streamecho.trigger.cli.options;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a host as clients put it into {@code Host}, without the port. */
final class HostNameConverter implements ITypeConverter<String> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+]");

    @Override
    public String convert(String value) {
        if (!NAME.matcher(value).matches()) {
            throw new TypeConversionException(
                    "'%s' is not the name of a host, without a port: host.docker.internal".formatted(value));
        }
        return value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
    }
}
