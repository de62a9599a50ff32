/**
 * Redrives discarded batches: reads what the service says of them, reads their records again from the stream, and puts them
 * through their function once more, on AWS, at an emulator, or in the local trigger.
 *
 * <p>{@link dev.streamecho.trigger.redrive.Redrive} is the door; the other public types are what it takes and gives.
 * {@link dev.streamecho.trigger.redrive.MappedFunctions} is for its caller to implement: it does not know templates or
 * processes. It may use the module {@code engine}, and {@code base}. The commands {@code failures} and {@code redrive} of
 * the module {@code cli} call it.
 *
 * <p>Nothing is lost whenever it is interrupted: a message stays in its queue, invisible for half a minute at a time, until
 * each of its records was handled.
 */
@NullMarked
package dev.streamecho.trigger.redrive;

import org.jspecify.annotations.NullMarked;
