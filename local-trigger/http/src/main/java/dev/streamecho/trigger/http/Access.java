package dev.streamecho.trigger.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may send requests besides the programs and pages of this machine, as the user says.
 *
 * @param address where the endpoints are reached, besides the loopback address
 * @param allowedHosts further names of this machine that a {@code Host} may have, without ports
 * @param allowedOrigins pages that may call the APIs, as browsers name them; {@code *} stands for all
 */
public record Access(InetAddress address, Set<String> allowedHosts, Set<String> allowedOrigins) {
    /** This machine only. */
    public static final Access LOOPBACK = new Access(InetAddress.getLoopbackAddress(), Set.of(), Set.of());

    public Access {
        allowedHosts = lowerCase(allowedHosts);
        allowedOrigins = lowerCase(allowedOrigins);
    }

    private static Set<String> lowerCase(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a page of this origin may call the APIs. */
    public boolean allowsOrigin(String origin) {
        return allowsEveryOrigin() || allowedOrigins.contains(origin.toLowerCase(Locale.ROOT));
    }

    /** Whether a page may call the APIs wherever it comes from. */
    public boolean allowsEveryOrigin() {
        return allowedOrigins.contains("*");
    }

    /** Whether other machines reach the endpoints. */
    public boolean isOpenToOthers() {
        return !address.isLoopbackAddress();
    }

    boolean isEveryAddress() {
        return address.isAnyLocalAddress();
    }
}
