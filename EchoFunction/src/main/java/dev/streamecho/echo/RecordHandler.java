package dev.streamecho.echo;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.streamecho.echo.json.JsonWriter;
import java.io.IOException;

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
    void handle(DynamodbStreamRecord record, InvocationLog log) throws IOException {
        JsonWriter line = log.startLine("INFO", "Change echoed");
        line.name("eventID").value(record.getEventID());
        line.name("eventName").value(record.getEventName());
        line.name("dynamodb");
        StreamRecordJson.write(record.getDynamodb(), line);
        // Whoever called this writes it: with the line of counts, if no record follows.
        log.keepLine();
    }
}
