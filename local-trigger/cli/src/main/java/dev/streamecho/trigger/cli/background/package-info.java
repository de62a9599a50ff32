/** A run that nobody watches: started in the background, waited for, and stopped by other commands. */
@NullMarked
package dev.streamecho.trigger.cli.background;

import org.jspecify.annotations.NullMarked;
