package dev.streamecho.trigger.queue;

import dev.streamecho.trigger.template.Template;
import java.util.List;
import java.util.Map;

/** The URLs of queues on this machine, for the environment of functions. */
public final class QueueUrls {
    private static final List<String> ATTRIBUTES = List.of("Ref", "QueueUrl");

    private QueueUrls() {}

    /**
     * Returns the template, whose references to a queue now give its URL here.
     *
     * @param urls by the queue's logical id
     */
    public static Template in(Template template, Map<String, String> urls) {
        Template here = template;
        for (Map.Entry<String, String> url : urls.entrySet()) {
            for (String attribute : ATTRIBUTES) {
                here = here.withAttribute(url.getKey(), attribute, url.getValue());
            }
        }
        return here;
    }
}
