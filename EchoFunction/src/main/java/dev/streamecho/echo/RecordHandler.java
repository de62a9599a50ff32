package dev.streamecho.echo;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;

/**
 * Handles one change of the table. <b>This is the place for your own code:</b> replace the body of {@link #handle}.
 *
 * <p>The changes of one item arrive in the order in which they were made. The same change may arrive more than once, so
 * handling it twice must do no harm.
 */
final class RecordHandler {

    /**
     * Echoes the record as one line of the log. Whatever this method throws fails the record: it and everything after it
     * in its batch is delivered again.
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
