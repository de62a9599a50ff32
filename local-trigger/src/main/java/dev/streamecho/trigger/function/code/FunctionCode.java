package dev.streamecho.trigger.function.code;

import java.nio.file.Path;

/**
 * The code of one function, ready to run.
 *
 * @param logicalId the function
 * @param runtime its runtime's identifier
 * @param source what {@code CodeUri} names
 * @param taskRoot the folder of classes, with jars in {@code lib/}; the source itself if that is one
 * @param version changes with the source
 */
public record FunctionCode(String logicalId, String runtime, Path source, Path taskRoot, String version) {}
