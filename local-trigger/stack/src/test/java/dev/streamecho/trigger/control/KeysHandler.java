package dev.streamecho.trigger.control;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Prints the keys of records, the bodies of messages, or what else the event has; a slow one takes a minute. */
public final class KeysHandler {
    /** Handles an event of a table, of a queue, or any. */
    public Object handle(Map<String, Object> event) throws InterruptedException {
        if (!(event.get("Records") instanceof List<?> records)) {
            System.out.println("called with " + event);
            return event;
        }
        for (Object one : records) {
            Map<?, ?> record = (Map<?, ?>) one;
            String name = record.containsKey("body")
                    ? record.get("body").toString()
                    : ((Map<?, ?>) record.get("dynamodb")).get("Keys").toString();
            System.out.println(name);
            if (name.contains("slow")) {
                TimeUnit.MINUTES.sleep(1);
            }
        }
        return null;
    }
}
