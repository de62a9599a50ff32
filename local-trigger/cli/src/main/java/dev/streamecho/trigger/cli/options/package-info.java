/**
 * What several commands take: options as picocli mixins, the converters of their values, the files that they name, and what
 * a running trigger tells the other commands. It may use the modules {@code template}, {@code http} and {@code stack}.
 */
package dev.streamecho.trigger.cli.options;
