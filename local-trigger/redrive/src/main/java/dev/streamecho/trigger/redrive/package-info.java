/**
 * Reads the descriptions of discarded batches, reads their records again from the stream, and puts them through
 * the function once more: on AWS, at a stand-in for it, or in the local trigger.
 *
 * <p>Nothing is lost whenever it is interrupted: a message stays in its queue, invisible for half a minute at a time, until
 * each of its records was handled.
 */
package dev.streamecho.trigger.redrive;
