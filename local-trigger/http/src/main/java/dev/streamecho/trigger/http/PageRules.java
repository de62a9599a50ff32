package dev.streamecho.trigger.http;

/** Decides which requests of pages that another machine serves an endpoint takes. Implementations are thread-safe. */
@FunctionalInterface
public interface PageRules {
    /** Takes none. */
    PageRules NONE = request -> false;

    /** Returns whether the request comes in. */
    boolean admit(PageRequest request);
}
