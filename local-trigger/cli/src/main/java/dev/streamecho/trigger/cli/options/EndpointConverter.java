package dev.streamecho.trigger.cli.options;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of a service. */
public final class EndpointConverter implements ITypeConverter<URI> {
    private static final int HIGHEST_PORT = 65_535;

    @Override
    public URI convert(String value) {
        try {
            URI address = new URI(value);
            if (address.getHost() != null
                    && address.getPort() <= HIGHEST_PORT
                    && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (URISyntaxException e) {
            // The same for the user as an address without a host.
        }
        throw new TypeConversionException("'" + value + "' is not an address; write it as http://localhost:8000");
    }
}
