package dev.streamecho.trigger.junit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The ports that tests of this JVM have asked for, and which test class has which. This class is thread-safe. */
final class TakenPorts {
    private static final Map<Integer, String> OWNERS = new ConcurrentHashMap<>();

    private TakenPorts() {}

    /**
     * Takes a port, if it is not 0.
     *
     * @throws ExtensionConfigurationException if another test class has it
     */
    static void take(int port, String owner) {
        String other = port == 0 ? null : OWNERS.putIfAbsent(port, owner);
        if (other != null) {
            throw new ExtensionConfigurationException(
                    "port %d is that of the StreamTest of %s, which runs: give this one another port(…), or none to have any free one"
                            .formatted(port, other));
        }
    }

    static void giveBack(int port) {
        OWNERS.remove(port);
    }
}
