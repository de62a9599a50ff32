package dev.streamecho.trigger.redrive;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a redrive does with the records that it reads.
 *
 * @param attempts how many times records are tried before they are left, 1 or more
 * @param ignoresFilter whether every record between the first and the last is taken, whatever the mapping's filter says now
 * @param dryRun whether nothing is invoked or deleted
 * @param toFile a folder in which events are saved instead of invoking the function; empty to invoke it
 */
public record RedriveSettings(int attempts, boolean ignoresFilter, boolean dryRun, Optional<Path> toFile) {}
