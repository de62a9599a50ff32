package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.template.api.ApiDefinition;
import java.net.URI;

/**
 * An API of a running stack.
 *
 * @param endpoint where clients reach it
 */
public record RunningApi(ApiDefinition definition, URI endpoint) {}
