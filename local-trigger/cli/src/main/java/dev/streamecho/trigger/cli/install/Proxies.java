package dev.streamecho.trigger.cli.install;

import dev.streamecho.trigger.UserError;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name, in capitals or not, as curl and AWS CLI
 * read them. Without them, those of the JVM's own properties.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html">Using an HTTP proxy for the AWS CLI</a>
 */
record Proxies(Map<String, String> variables) {

    Proxy of(URI address) {
        Optional<String> named = variable(address.getScheme() + "_proxy").or(() -> variable("all_proxy"));
        if (isExcepted(address.getHost())) {
            return Proxy.NO_PROXY;
        }
        return named.map(Proxies::proxy)
                .orElseGet(() -> ProxySelector.getDefault().select(address).get(0));
    }

    private static Proxy proxy(String named) {
        URI address = parsed(named);
        Optional.ofNullable(address.getUserInfo()).ifPresent(Proxies::authenticate);
        return new Proxy(
                Proxy.Type.HTTP,
                InetSocketAddress.createUnresolved(address.getHost(), address.getPort() < 0 ? 80 : address.getPort()));
    }

    private static URI parsed(String named) {
        try {
            URI address = URI.create(named.contains("://") ? named : "http://" + named);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new UserError("HTTPS_PROXY: the address of a proxy is http://HOST:PORT");
    }

    /** The JDK refuses a password for what it tunnels, unless this property allows one. */
    private static void authenticate(String userInfo) {
        String[] parts = userInfo.split(":", 2);
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY
                        ? new PasswordAuthentication(parts[0], (parts.length > 1 ? parts[1] : "").toCharArray())
                        : null;
            }
        });
    }

    /** A name in NO_PROXY stands for its subdomains, too. */
    private boolean isExcepted(String host) {
        String asked = "." + host.toLowerCase(Locale.ROOT);
        return variable("no_proxy").stream()
                .flatMap(list -> Stream.of(list.split("[,\\s]+")))
                .filter(name -> !name.isEmpty())
                .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                .anyMatch(name -> name.equals("*") || asked.endsWith("." + name));
    }

    private Optional<String> variable(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(variables::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }
}
