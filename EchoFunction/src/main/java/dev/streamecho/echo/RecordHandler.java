package dev.streamecho.echo;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;

/**
 * Handles one change of the table. <b>This is the place for your own code:</b> replace the body of {@link #handle}.
 *
 * <p>The changes of an item arrive in the order in which they were made. The same change may arrive more than once, so
 * handling it twice must do no harm. One instance serves all invocations of a process; {@code EVENT_TYPES} decides which
 * kinds of change reach it.
 */
final class RecordHandler {

    /**
     * Echoes the record as one line of the log.
     *
     * <p>Whatever this method throws fails the record: that record and everything after it in the batch is delivered again.
     *
     * @param record the change; {@code getDynamodb()} has its keys and images, and is not null
     * @param log the log of this invocation
     */
    void handle(DynamodbStreamRecord record, InvocationLog log) {
        log.info(
                "Change echoed",
                "eventID",
                record.getEventID(),
                "eventName",
                record.getEventName(),
                "dynamodb",
                record.getDynamodb());
    }
}
