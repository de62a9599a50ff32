/**
 * The template's queues on this machine, with SQS's API, as mappings read them, and the destination that puts discarded
 * batches into them.
 *
 * <p>ElasticMQ is SQS here. It takes a second or two to start, so its port is ours and open before, and it starts with the
 * first request, when a batch is discarded, or for a mapping when messages were kept. What it has of a message is also a file, if a folder is given, and the
 * file is written before the sender gets its answer.
 *
 * <p>It may use {@code http}, and of the engine the destination of discarded batches and the queue of a mapping; {@code stack} starts it.
 */
package dev.streamecho.trigger.queue;
