package dev.streamecho.trigger.function.code;

import java.nio.file.Path;

/**
 * The code of one function, ready to run.
 *
 * @param source where it comes from
 * @param taskRoot the folder of classes, with JARs in {@code lib/}; it never changes, and is the same for the same content
 * @param built the source's files of which it was built
 */
public record FunctionCode(FunctionSource source, Path taskRoot, SourceState built) {}
