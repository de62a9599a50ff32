/** A run that nobody watches: started in the background, waited for, and stopped by other commands. */
package dev.streamecho.trigger.cli.background;
