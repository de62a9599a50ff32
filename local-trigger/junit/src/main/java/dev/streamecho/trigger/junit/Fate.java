package dev.streamecho.trigger.junit;

/** What became of a change. */
public enum Fate {
    /** It is in a batch that is not over yet. */
    WAITING,
    /** No filter pattern matches it. */
    FILTERED,
    /** The function handled it. */
    HANDLED,
    /** It is in a batch that was discarded. */
    DISCARDED
}
