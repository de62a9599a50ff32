package dev.streamecho.trigger.cli.options;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of a DynamoDB. */
public final class EndpointConverter implements ITypeConverter<URI> {

    @Override
    public URI convert(String value) {
        try {
            URI address = new URI(value);
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (URISyntaxException e) {
            // The same for the user as an address without a host.
        }
        throw new TypeConversionException("'" + value + "' is not an address; http://localhost:8000 is one");
    }
}
