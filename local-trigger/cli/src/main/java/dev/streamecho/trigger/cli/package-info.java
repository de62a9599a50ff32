/**
 * The command line, {@code ./trigger}: {@code TriggerCommand} and a class for each command, which is named after its verb.
 *
 * <p>It may use all other modules, and nothing uses it. What a command prints goes through {@code screen}; what several
 * commands take is in {@code options}. The other packages have the commands that need more than a class or two. None of these
 * uses this package.
 */
package dev.streamecho.trigger.cli;
