package dev.streamecho.trigger.redrive;

import java.net.URI;
import java.util.Optional;

/**
 * Which AWS to ask, and as whom.
 *
 * @param region the region of queues and objects; streams and functions are in those of their ARNs
 * @param endpoint the address of what stands in for AWS; empty for AWS itself
 * @param profile the profile of the shared configuration files; empty for the usual search for credentials
 * @param functionName the name or ARN of a function to take instead of the one that a message names
 */
public record AwsSettings(
        String region, Optional<URI> endpoint, Optional<String> profile, Optional<String> functionName) {}
