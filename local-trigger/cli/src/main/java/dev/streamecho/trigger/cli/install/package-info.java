/**
 * The commands {@code install}, {@code uninstall}, {@code completion} and {@code fetch}: the trigger as a command for every
 * project, in a folder of its own that needs no sources.
 */
package dev.streamecho.trigger.cli.install;
