/** The HTTP side of what listens on this machine, and the door in front of it. */
package dev.streamecho.trigger.http;
