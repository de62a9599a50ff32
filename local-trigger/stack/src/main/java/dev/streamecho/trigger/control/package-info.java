/**
 * What can be done to a running stack: its mappings are paused, moved and changed, its functions fail on demand, and both are
 * sent things again. {@link dev.streamecho.trigger.control.StackControl} is the door; {@code stack} implements it, and Lambda's
 * API is one way to it.
 */
package dev.streamecho.trigger.control;
