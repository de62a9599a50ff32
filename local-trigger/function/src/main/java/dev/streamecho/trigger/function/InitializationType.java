package dev.streamecho.trigger.function;

/**
 * How an execution environment comes about.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda environment variables</a>
 */
public enum InitializationType {
    /** It is initialized when an invocation needs it. */
    ON_DEMAND("on-demand"),
    /** It is initialized before an invocation needs it. */
    PROVISIONED_CONCURRENCY("provisioned-concurrency"),
    /** It continues from a snapshot, taken once it was initialized and its hooks before the checkpoint have run. */
    SNAP_START("snap-start");

    private final String text;

    InitializationType(String text) {
        this.text = text;
    }

    /** Returns the value of {@code AWS_LAMBDA_INITIALIZATION_TYPE}. */
    @Override
    public String toString() {
        return text;
    }
}
