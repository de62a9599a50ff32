package dev.streamecho.trigger.function.code;

import java.nio.file.Path;

/**
 * The code of one function, ready to run.
 *
 * @param source where it comes from
 * @param taskRoot the folder of classes, with jars in {@code lib/}; it is never changed, and the same for the same content
 * @param built the source's files that it was built of
 */
public record FunctionCode(FunctionSource source, Path taskRoot, SourceState built) {}
