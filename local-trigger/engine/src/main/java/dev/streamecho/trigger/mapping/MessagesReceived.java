package dev.streamecho.trigger.mapping;

import java.time.Instant;
import java.util.List;

/**
 * Messages that a mapping has received.
 *
 * @param mapping the mapping's logical id
 * @param messages all of them, 1 or more
 * @param filtered those of them that no filter matched, which are deleted
 */
public record MessagesReceived(String mapping, List<QueueMessage> messages, List<QueueMessage> filtered, Instant at) {}
