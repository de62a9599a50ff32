package dev.streamecho.trigger.api;

import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.http.PageRequest;
import dev.streamecho.trigger.http.PageRules;
import dev.streamecho.trigger.template.api.ApiCors;
import java.util.Optional;
import java.util.Set;

/**
 * Which pages of other machines may call an API: those that the user or the API's CORS names, all if the function itself
 * answers the question of browsers at this path ({@code OPTIONS}), and those from which a user followed a link.
 */
record ApiPages(Access access, Optional<ApiCors> cors, Routes routes) implements PageRules {
    private static final Set<String> OF_LINKS = Set.of("GET", "HEAD");

    @Override
    public boolean admit(PageRequest request) {
        return (request.isNavigation() && OF_LINKS.contains(request.method()))
                || request.origin().map(this::allows).orElseGet(this::allowsEvery)
                || routes.find("OPTIONS", request.path()).isPresent();
    }

    private boolean allows(String origin) {
        return access.allowsOrigin(origin)
                || cors.filter(rules -> rules.allowsOrigin(origin)).isPresent();
    }

    private boolean allowsEvery() {
        return access.allowsEveryOrigin()
                || cors.filter(ApiCors::allowsEveryOrigin).isPresent();
    }
}
