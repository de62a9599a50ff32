/**
 * DynamoDB for a stack: AWS's DynamoDB Local in this process ({@link dev.streamecho.trigger.table.LocalDynamoDb}), and tables
 * that are elsewhere ({@link dev.streamecho.trigger.table.RemoteTable}).
 *
 * <p>DynamoDB Local is not changed but observed and translated: writes are noted for the readers of streams, with the time that
 * it does not keep, and its ARNs and sequence numbers are shown as AWS has them. In a data directory they keep growing over
 * runs and over what was trimmed.
 *
 * <p>It may use {@code http}, the engine's streams and the template's definitions of tables; {@code stack} starts it.
 */
@NullMarked
package dev.streamecho.trigger.table;

import org.jspecify.annotations.NullMarked;
