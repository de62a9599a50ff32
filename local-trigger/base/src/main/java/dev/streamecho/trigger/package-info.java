/**
 * What every module shares, without a dependency of its own: {@link dev.streamecho.trigger.UserError}, a user's mistake in
 * one line; {@link dev.streamecho.trigger.Notices}, what is different here, in one line for each kind;
 * {@link dev.streamecho.trigger.Launcher}, how the trigger was called; files that are written whole and that only this user
 * can read. Every other module may use it; it uses none of them.
 */
@NullMarked
package dev.streamecho.trigger;

import org.jspecify.annotations.NullMarked;
