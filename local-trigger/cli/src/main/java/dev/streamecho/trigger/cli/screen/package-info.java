/** The terminal: lines, their colors, a progress bar, and the guard that keeps control characters off it. */
package dev.streamecho.trigger.cli.screen;
