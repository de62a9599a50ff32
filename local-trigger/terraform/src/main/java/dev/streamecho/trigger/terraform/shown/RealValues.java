package dev.streamecho.trigger.terraform.shown;

import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import dev.streamecho.trigger.terraform.language.Marks;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ARNs and addresses that the resources of a state have on AWS. Where one stands in another resource, what the same resource
 * has here takes its place. It is immutable.
 */
final class RealValues {
    private static final List<String> ATTRIBUTES = List.of("arn", "stream_arn", "url", "id", "root_resource_id");

    private final Map<String, String> here = new LinkedHashMap<>();

    RealValues(List<ShownResource> resources) {
        Map<String, String> found = new LinkedHashMap<>();
        for (ShownResource resource : resources) {
            for (String attribute : ATTRIBUTES) {
                if (!resource.isData()
                        && resource.values().keys().contains(attribute)
                        && resource.values().get(attribute) instanceof Text real
                        && isUnmistakable(real.text())) {
                    resource.provider().attribute(resource, attribute).ifPresent(value -> add(real, value, found));
                }
            }
        }
        // One may begin with another: the ARN of a stream with that of its table.
        found.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .forEach(real -> here.put(real, found.get(real)));
    }

    private static boolean isUnmistakable(String real) {
        return real.startsWith("arn:") || real.startsWith("https://");
    }

    private static void add(Text real, HclValue value, Map<String, String> found) {
        if (value instanceof Text text && !Marks.isPlain(text.text())) {
            found.putIfAbsent(real.text(), text.text());
        }
    }

    /** Returns a string with what is here. */
    String replace(String text) {
        for (Map.Entry<String, String> each : here.entrySet()) {
            if (text.contains(each.getKey())) {
                return text.replace(each.getKey(), each.getValue());
            }
        }
        return text;
    }
}
