/**
 * The commands {@code failures} and {@code redrive}: their options, what they print, and the functions of a template for
 * batches of a local trigger. What they do is in the module {@code redrive}.
 */
package dev.streamecho.trigger.cli.redrive;
