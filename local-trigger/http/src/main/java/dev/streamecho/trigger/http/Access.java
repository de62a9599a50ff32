package dev.streamecho.trigger.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may send requests besides this machine's own programs and pages, as the user chose. It is immutable.
 *
 * @param address where the endpoints listen, besides the loopback address
 * @param allowedHosts further names of this machine that a {@code Host} may have, without ports, in any case
 * @param allowedOrigins origins whose pages may call the APIs, as browsers send them; {@code *} stands for all
 */
public record Access(InetAddress address, Set<String> allowedHosts, Set<String> allowedOrigins) {
    /** Access for this machine only. */
    public static final Access LOOPBACK = new Access(InetAddress.getLoopbackAddress(), Set.of(), Set.of());

    public Access {
        allowedHosts = lowerCase(allowedHosts);
        allowedOrigins = lowerCase(allowedOrigins);
    }

    private static Set<String> lowerCase(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether a page of this origin may call the APIs. */
    public boolean allowsOrigin(String origin) {
        return allowsEveryOrigin() || allowedOrigins.contains(origin.toLowerCase(Locale.ROOT));
    }

    /** Returns whether pages of every origin may call the APIs. */
    public boolean allowsEveryOrigin() {
        return allowedOrigins.contains("*");
    }

    /** Returns whether other machines reach the endpoints. */
    public boolean isOpenToOthers() {
        return !address.isLoopbackAddress();
    }

    boolean isEveryAddress() {
        return address.isAnyLocalAddress();
    }
}
