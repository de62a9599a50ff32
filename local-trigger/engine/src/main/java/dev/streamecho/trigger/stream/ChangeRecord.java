package dev.streamecho.trigger.stream;

import java.time.Instant;

/**
 * One record of a DynamoDB stream, encoded as Lambda delivers it.
 *
 * @param sequenceNumber its place in the shard
 * @param arrival when the change was written, as exactly as the stream's side tells
 * @param itemKey the partition and sort key of the item as canonical JSON; equal for records of one item
 * @param json the record as UTF-8 JSON, one element of the event's {@code Records}
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using AWS Lambda with DynamoDB</a>
 */
public record ChangeRecord(SequenceNumber sequenceNumber, Instant arrival, String itemKey, byte[] json) {}
