package dev.streamecho.trigger.cli.background;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.stack.Health;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Asks a running trigger what it is at. */
final class HealthCheck {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private HealthCheck() {}

    /** Returns the trigger's answer; empty if it does not give one, as when it is ending. */
    static Optional<Health> of(RunningTrigger running) {
        return running.page().flatMap(page -> ask(page.resolve("/api/v1/health")));
    }

    private static Optional<Health> ask(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) LIMIT.toMillis());
            connection.setReadTimeout((int) LIMIT.toMillis());
            try (InputStream body = connection.getInputStream()) {
                String status = JSON.readTree(body).path("status").asText();
                return Optional.of(Health.valueOf(status.toUpperCase(Locale.ROOT)));
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
