/**
 * The services of AWS that functions call and that are not here: their calls are refused, and never leave this machine.
 *
 * <p>It may use {@code http} and the names of variables of {@code function}; {@code stack} and the commands that run one
 * function start it.
 */
@NullMarked
package dev.streamecho.trigger.services;

import org.jspecify.annotations.NullMarked;
