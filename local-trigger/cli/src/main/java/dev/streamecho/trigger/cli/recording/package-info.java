/**
 * The commands {@code record} and {@code replay}: the file of a recording, what is masked in it, and its way through the mappings of
 * a template by a clock of its own, which is compared with an earlier one.
 */
package dev.streamecho.trigger.cli.recording;
