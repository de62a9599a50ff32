package dev.streamecho.trigger.template.check;

import java.util.Locale;

/** What a finding means for a deployment. */
public enum Severity {
    /** AWS refuses it, or it loses what is there. */
    ERROR,

    /** It deploys, and may lose records, stand still or cost money one day. */
    WARNING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
