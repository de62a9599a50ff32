/**
 * What happens in a run, kept for whoever looks later: {@link dev.streamecho.trigger.journal.Journal}. It uses the engine, and of the
 * other packages values only;
 * {@code stack} writes into it and hands it out.
 */
package dev.streamecho.trigger.journal;
