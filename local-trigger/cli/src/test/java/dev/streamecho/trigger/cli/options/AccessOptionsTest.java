package dev.streamecho.trigger.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.http.Access;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AccessOptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void loopbackIsOpenToNobodyElse(String host) {
        AccessOptions options = parse("--host", host);

        assertThat(options.read().isOpenToOthers()).isFalse();
        assertThat(options.openLine()).isEmpty();
    }

    @Test
    void withoutOptionsNobodyElseComesIn() {
        assertThat(parse().read()).isEqualTo(Access.LOOPBACK);
    }

    @Test
    void openAddressIsSaid() {
        AccessOptions options = parse("--host", "0.0.0.0");

        assertThat(options.read().isOpenToOthers()).isTrue();
        assertThat(options.openLine())
                .contains("--host 0.0.0.0: whoever reaches it can use the tables, queues and APIs, without"
                        + " credentials");
    }

    @Test
    void hostsAndOriginsAreRepeated() {
        Access access = parse(
                        "--allow-host",
                        "host.docker.internal",
                        "--allow-host",
                        "My.Machine.",
                        "--allow-origin",
                        "https://app.example:8443",
                        "--allow-origin",
                        "null")
                .read();

        assertThat(access.allowedHosts()).isEqualTo(Set.of("host.docker.internal", "my.machine"));
        assertThat(access.allowedOrigins()).isEqualTo(Set.of("https://app.example:8443", "null"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --host         | 203.0.113.9           | '203.0.113.9' is not an address of this machine; use 0.0.0.0 for all of its addresses
            --host         | no-such-host.invalid  | 'no-such-host.invalid' is not an address of this machine; use 0.0.0.0 for all of its addresses
            --allow-host   | http://my.machine     | 'http://my.machine' is not the name of a host, without a port: host.docker.internal
            --allow-host   | my.machine:8000       | 'my.machine:8000' is not the name of a host, without a port: host.docker.internal
            --allow-origin | app.example           | 'app.example' is not an origin: https://app.example, http://192.168.1.7:5173, null or *
            --allow-origin | https://app.example/a | 'https://app.example/a' is not an origin: https://app.example, http://192.168.1.7:5173, null or *
            """)
    void mistakesAreNamed(String option, String value, String message) {
        assertThatThrownBy(() -> parse(option, value)).hasMessageEndingWith(message);
    }

    private static AccessOptions parse(String... arguments) {
        return CommandLine.populateCommand(new AccessOptions(), arguments);
    }
}
