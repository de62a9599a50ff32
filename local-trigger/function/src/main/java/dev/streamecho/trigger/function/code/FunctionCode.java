package dev.streamecho.trigger.function.code;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The code of one function, ready to run.
 *
 * @param source where it comes from
 * @param taskRoot the folder that would be {@code /var/task}; it never changes, and is the same for the same content. What it
 *     links to by absolute paths is shared with other builds
 * @param libraries the folder whose {@code node_modules} has what the code imports and AWS's runtime brings; empty for nothing
 * @param built the source's files of which it was built
 */
public record FunctionCode(FunctionSource source, Path taskRoot, Optional<Path> libraries, SourceState built) {}
