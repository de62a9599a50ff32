package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import java.util.List;
import java.util.Optional;

/**
 * A function that waits for a debugger.
 *
 * @param function its logical id; not needed if only one function runs
 */
public record Debugging(int port, Optional<String> function) {

    /**
     * The function that waits, of those that run: two cannot have the same port.
     *
     * @throws UserError if several run and none of them is named, or none runs
     */
    String choose(List<String> running) {
        if (function.isPresent() ? running.contains(function.get()) : running.size() == 1) {
            return function.orElseGet(() -> running.get(0));
        }
        if (running.isEmpty()) {
            throw new UserError("--debug-port %d: the template has no function that runs here".formatted(port));
        }
        throw new UserError("--debug-port %d: name the function that waits with --debug-function, one of %s"
                .formatted(port, String.join(", ", running)));
    }
}
