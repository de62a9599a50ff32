package dev.streamecho.trigger.cli.options;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an address of this machine, or a name that has one. */
final class HostConverter implements ITypeConverter<InetAddress> {

    @Override
    public InetAddress convert(String value) throws SocketException {
        try {
            InetAddress address = InetAddress.getByName(value);
            boolean isOurs = address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
            if (isOurs && !value.isBlank()) {
                return address;
            }
        } catch (UnknownHostException unknown) {
            // Neither.
        }
        throw new TypeConversionException(
                "'%s' is not an address of this machine; use 0.0.0.0 for all of its addresses".formatted(value));
    }
}
