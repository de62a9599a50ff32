/**
 * The event source mapping: reads the shards of a stream, filters and batches their records, invokes a function, retries,
 * bisects, discards, and keeps checkpoints, as the service does.
 *
 * <p>{@link dev.streamecho.trigger.mapping.EventPoller} runs one
 * {@link dev.streamecho.trigger.mapping.EventSourceMapping} on one
 * {@link dev.streamecho.trigger.stream.EventStream};
 * {@link dev.streamecho.trigger.mapping.StreamFollower} moves it to the next stream of its table. The rules are in
 * {@code ShardProcessor} and {@code Lane}, which have neither threads nor a clock.
 * {@link dev.streamecho.trigger.mapping.QueuePoller} runs a {@link dev.streamecho.trigger.mapping.QueueMapping} on a
 * {@link dev.streamecho.trigger.mapping.MessageQueue}; its rules are in {@code MessageGathering} and {@code MessageVerdict}.
 *
 * <p>It uses {@code stream},
 * {@code invocation} and {@code json}, and knows no template and no function but {@code LambdaFunction}. The stack runs
 * mappings with it, and redriving reads their filters, batches and verdicts.
 */
@NullMarked
package dev.streamecho.trigger.mapping;

import org.jspecify.annotations.NullMarked;
