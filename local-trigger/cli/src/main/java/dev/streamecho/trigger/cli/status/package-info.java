/** The command {@code status}: what a running trigger has, and how far it is, on one screen. */
package dev.streamecho.trigger.cli.status;
