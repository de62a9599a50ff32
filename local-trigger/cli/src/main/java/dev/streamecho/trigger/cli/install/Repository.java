package dev.streamecho.trigger.cli.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Maven Central, or what the user has in its place, as the variables of this process say.
 *
 * @param address ends with a slash
 * @param user name and password for the repository; empty if it needs none
 */
record Repository(URI address, Optional<String> user, Proxies proxies) {
    private static final String MIRROR = "TRIGGER_MAVEN_MIRROR";
    private static final String CENTRAL = "https://repo.maven.apache.org/maven2/";
    private static final int TIMEOUT_MILLIS = 30_000;

    static Repository of(Map<String, String> variables) {
        String given = variables.getOrDefault(MIRROR, "");
        String address = given.isBlank() ? CENTRAL : given.endsWith("/") ? given : given + "/";
        try {
            URI uri = new URI(address);
            if (uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                throw notAnAddress(given);
            }
            URI withoutUser = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null);
            return new Repository(withoutUser, Optional.ofNullable(uri.getUserInfo()), new Proxies(variables));
        } catch (URISyntaxException e) {
            throw notAnAddress(given);
        }
    }

    private static UserError notAnAddress(String given) {
        return new UserError(
                "%s: %s is not the address of a Maven repository; give one such as https://mirror.example/maven/"
                        .formatted(MIRROR, given));
    }

    /** Returns its address without what is secret. */
    String shown() {
        return address.toString();
    }

    /** Opens one of its files; answers other than the file are errors. */
    URLConnection open(String path) throws IOException {
        URI file = address.resolve(path);
        URLConnection connection = file.toURL().openConnection(proxies.of(file));
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        user.ifPresent(secret -> connection.setRequestProperty(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(UTF_8))));
        int status = ((HttpURLConnection) connection).getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new Download.Refused("it answers %d for %s".formatted(status, path));
        }
        return connection;
    }
}
