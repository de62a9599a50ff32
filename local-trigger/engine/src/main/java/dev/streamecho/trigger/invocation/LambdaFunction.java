package dev.streamecho.trigger.invocation;

import java.util.Optional;

/**
 * A function that can be invoked synchronously. It is thread-safe: concurrent calls run in execution environments of
 * their own, as on AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Lambda execution
 *     environment</a>
 */
public interface LambdaFunction {

    /**
     * The most bytes of the event or response of a synchronous invocation: 6 MB.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
     */
    int PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024;

    /** Returns the logical id in the template. */
    String logicalId();

    /** Returns the ARN without a qualifier. */
    String arn();

    /** Returns why it cannot run for now; empty if it can be invoked. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /**
     * Invokes the function with a JSON event and waits for its end. A failure of the function is an outcome, never an
     * exception.
     *
     * @throws InterruptedException if the caller was interrupted while it waited; the invocation then counts as not
     *     finished
     */
    Invocation invoke(byte[] event) throws InterruptedException;
}
