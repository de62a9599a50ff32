package dev.streamecho.trigger.cli.screen;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a change is called in one line: {@code INSERT id=1}. */
public final class ChangeName {
    private static final JsonFactory JSON = new JsonFactory();

    private ChangeName() {}

    /** Returns its name. */
    public static String of(ChangeRecord record) {
        return eventName(record) + " " + key(record);
    }

    private static String eventName(ChangeRecord record) {
        try (JsonParser json = JSON.createParser(record.json())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isName = json.currentName().equals("eventName");
                json.nextToken();
                if (isName) {
                    return json.getText();
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            // A stream of one's own may give something else.
        }
        return "CHANGE";
    }

    private static String key(ChangeRecord record) {
        List<String> attributes = new ArrayList<>();
        try (JsonParser json = JSON.createParser(record.itemKey())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                json.nextToken();
                json.nextToken();
                attributes.add(name + "=" + PlainValue.of(json.getText()));
                json.nextToken();
            }
        } catch (IOException e) {
            return record.itemKey();
        }
        return attributes.isEmpty() ? record.itemKey() : String.join(" ", attributes);
    }
}
