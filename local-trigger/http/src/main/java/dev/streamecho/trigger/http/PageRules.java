package dev.streamecho.trigger.http;

/** Which requests an endpoint takes from pages that another machine serves. Implementations are thread-safe. */
@FunctionalInterface
public interface PageRules {
    /** None. */
    PageRules NONE = request -> false;

    boolean admit(PageRequest request);
}
