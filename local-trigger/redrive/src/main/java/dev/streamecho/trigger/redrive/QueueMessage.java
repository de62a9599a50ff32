package dev.streamecho.trigger.redrive;

import java.time.Instant;

/**
 * A message of a queue, as it was received.
 *
 * @param id the same each time it is received
 * @param receiptHandle of this time, with which it can be deleted or made visible again
 * @param sentAt when it came into the queue
 */
record QueueMessage(String id, String receiptHandle, String body, Instant sentAt) {}
