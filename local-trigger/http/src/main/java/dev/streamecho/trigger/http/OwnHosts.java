package dev.streamecho.trigger.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of this machine. No name is resolved, because anybody's name may point here.
 *
 * @param allowed further names, in lower case
 */
record OwnHosts(Set<String> allowed) {
    /** A name, an IPv4 address or an IPv6 address in brackets, and possibly a port. */
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:/@]+)(:\\d*)?");

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");

    /**
     * Returns whether a {@code Host} or the host of an {@code Origin} is this machine.
     *
     * @param authority the host, with or without a port
     * @param local the address at which the request came in
     */
    boolean contain(String authority, SocketAddress local) {
        if (isUsual(authority)) {
            return true;
        }
        Optional<String> host = host(authority);
        return host.isPresent()
                && (isLoopback(host.get()) || allowed.contains(host.get()) || isAddress(host.get(), local));
    }

    /** Returns whether a host, with or without a port, always is this machine. */
    static boolean isLoopbackAuthority(String authority) {
        return isUsual(authority)
                || host(authority).filter(OwnHosts::isLoopback).isPresent();
    }

    /** Returns whether it is this machine as nearly every client names it; without the cost of the patterns. */
    private static boolean isUsual(String authority) {
        if (!authority.startsWith("127.0.0.1:") && !authority.startsWith("localhost:")) {
            return false;
        }
        for (int i = authority.indexOf(':') + 1; i < authority.length(); i++) {
            if (authority.charAt(i) < '0' || authority.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> host(String authority) {
        Matcher parts = AUTHORITY.matcher(authority.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String host = parts.group(1).toLowerCase(Locale.ROOT);
        return Optional.of(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || address(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** An address, unlike a name, cannot be made to point here: it is safe where the user has opened it. */
    private static boolean isAddress(String host, SocketAddress local) {
        return local instanceof InetSocketAddress socket
                && address(host).filter(socket.getAddress()::equals).isPresent();
    }

    private static Optional<InetAddress> address(String host) {
        if (!host.startsWith("[") && !IPV4.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }
}
