package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.api.ApiCall;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.mapping.MappingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Hears what happens in a running stack. Its methods are called by several threads, also at a time, and must not throw.
 * Whoever passes events on extends {@link ForwardingListener}.
 */
public interface StackListener extends MappingListener {

    /**
     * Something that the user should read, which belongs to no mapping and no function.
     *
     * @param line without its end
     */
    void notice(String line);

    /**
     * A function has printed a line.
     *
     * @param function its logical id
     * @param line without its end
     */
    void functionLine(String function, String line);

    /**
     * Something that the user should read of a function, which it has not printed itself.
     *
     * @param function its logical id
     */
    void functionNotice(String function, String line);

    /**
     * A function has failed its first start.
     *
     * @param function its logical id
     * @param outcome of the start
     */
    void startFailed(String function, Invocation.Outcome outcome);

    /**
     * A build has begun, which can take a while.
     *
     * @param project its folder
     * @param tool {@code Maven}, {@code npm}, or another
     */
    void buildStarted(Path project, String tool);

    /**
     * A build has failed; what that means for the functions is reported apart from it.
     *
     * @param explanation the lines of the tool
     */
    void buildFailed(Path project, List<String> explanation);

    /**
     * A function has new code.
     *
     * @param function its logical id
     * @param took from when the change was seen until the new code was ready
     * @param failure why the new code could not be initialized; empty if it runs
     */
    void codeReplaced(String function, Duration took, Optional<Invocation.Outcome> failure);

    /**
     * The changed code of a function cannot be run.
     *
     * @param function its logical id
     * @param isRunning whether its old code keeps running; otherwise none has ever run
     */
    void codeRefused(String function, UserError reason, boolean isRunning);

    /** An API has answered a request. */
    void answered(ApiCall call);
}
