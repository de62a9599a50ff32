/**
 * The HTTP servers of this machine, and the door in front of each: {@link dev.streamecho.trigger.http.LocalServer} takes a
 * port, and {@link dev.streamecho.trigger.http.Door} refuses what a foreign web page or machine sends there. It knows
 * nothing of what is served. The Runtime API ({@code function}) and every endpoint of {@code stack} use it.
 */
@NullMarked
package dev.streamecho.trigger.http;

import org.jspecify.annotations.NullMarked;
