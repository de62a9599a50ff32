/** The command {@code check}: its options, and what it prints. What it finds is in {@code template.check}. */
package dev.streamecho.trigger.cli.check;
