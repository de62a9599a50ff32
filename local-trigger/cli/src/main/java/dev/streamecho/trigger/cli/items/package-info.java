/** The commands that read and change the items of a running trigger's tables. */
package dev.streamecho.trigger.cli.items;
