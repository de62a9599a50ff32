package dev.streamecho.echo.json;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds an event from its tokens. Fields may come in any order; the last of two with the same name counts, and unknown
 * ones are skipped.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">The event in the developer guide</a>
 */
final class EventReader {
    private static final StreamViewType[] VIEW_TYPES = StreamViewType.values();

    private final EventTokens tokens;
    private final ItemReader items;

    EventReader(EventTokens tokens) {
        this.tokens = tokens;
        items = new ItemReader(tokens);
    }

    /** Returns the event that starts at the current value, or null for a null. */
    DynamodbEvent event() throws IOException {
        if (!tokens.startsObject()) {
            return null;
        }
        DynamodbEvent event = new DynamodbEvent();
        for (String field = tokens.nextField(); field != null; field = tokens.nextField()) {
            if (field.equals("Records")) {
                event.setRecords(records());
            } else {
                tokens.skip();
            }
        }
        return event;
    }

    private List<DynamodbStreamRecord> records() throws IOException {
        if (!tokens.startsArray()) {
            return null;
        }
        List<DynamodbStreamRecord> records = new ArrayList<>();
        while (tokens.nextElement()) {
            records.add(streamRecord());
        }
        return records;
    }

    private DynamodbStreamRecord streamRecord() throws IOException {
        if (!tokens.startsObject()) {
            return null;
        }
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        for (String field = tokens.nextField(); field != null; field = tokens.nextField()) {
            switch (field) {
                case "eventID" -> record.setEventID(tokens.string());
                case "eventName" -> record.setEventName(tokens.repeatedString());
                case "eventVersion" -> record.setEventVersion(tokens.repeatedString());
                case "eventSource" -> record.setEventSource(tokens.repeatedString());
                case "awsRegion" -> record.setAwsRegion(tokens.repeatedString());
                case "dynamodb" -> record.setDynamodb(change());
                case "userIdentity" -> record.setUserIdentity(identity());
                case "eventSourceARN" -> record.setEventSourceARN(tokens.repeatedString());
                default -> tokens.skip();
            }
        }
        return record;
    }

    private StreamRecord change() throws IOException {
        if (!tokens.startsObject()) {
            return null;
        }
        StreamRecord change = new StreamRecord();
        for (String field = tokens.nextField(); field != null; field = tokens.nextField()) {
            switch (field) {
                case "ApproximateCreationDateTime" -> change.setApproximateCreationDateTime(tokens.time());
                case "Keys" -> change.setKeys(items.item());
                case "NewImage" -> change.setNewImage(items.item());
                case "OldImage" -> change.setOldImage(items.item());
                case "SequenceNumber" -> change.setSequenceNumber(tokens.string());
                case "SizeBytes" -> change.setSizeBytes(tokens.number());
                case "StreamViewType" -> change.setStreamViewType(viewType());
                default -> tokens.skip();
            }
        }
        return change;
    }

    private StreamViewType viewType() throws IOException {
        String name = tokens.repeatedString();
        if (name != null) {
            for (StreamViewType viewType : VIEW_TYPES) {
                if (viewType.getValue().equals(name.trim())) {
                    return viewType;
                }
            }
        }
        throw tokens.wrong("KEYS_ONLY, NEW_IMAGE, OLD_IMAGE or NEW_AND_OLD_IMAGES");
    }

    private Identity identity() throws IOException {
        if (!tokens.startsObject()) {
            return null;
        }
        Identity identity = new Identity();
        for (String field = tokens.nextField(); field != null; field = tokens.nextField()) {
            switch (field) {
                case "principalId" -> identity.setPrincipalId(tokens.repeatedString());
                case "type" -> identity.setType(tokens.repeatedString());
                default -> tokens.skip();
            }
        }
        return identity;
    }
}
