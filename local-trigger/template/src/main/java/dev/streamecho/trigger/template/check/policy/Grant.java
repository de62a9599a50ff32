package dev.streamecho.trigger.template.check.policy;

/** Whether an action is allowed. */
public enum Grant {
    YES,
    NO,
    /** A policy that decides it cannot be read here, or has conditions. */
    UNKNOWN
}
