package dev.streamecho.trigger.template.api;

import dev.streamecho.trigger.template.api.ApiPath.Kind;
import dev.streamecho.trigger.template.api.ApiPath.Segment;
import dev.streamecho.trigger.template.language.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters that stand in the same place of a REST API's paths: the service refuses two of different names there,
 * as in {@code /items/{id}} and {@code /items/{key}/parts}.
 */
final class SiblingParameters {
    private final Map<List<Segment>, Segment> parameters = new HashMap<>();

    /** Adds a path; refuses one that does not fit to those before. */
    void add(ApiPath path, Value place) {
        List<Segment> segments = path.segments();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (segment.kind() == Kind.PARAMETER) {
                Segment earlier = parameters.putIfAbsent(segments.subList(0, i), segment);
                if (earlier != null && !earlier.equals(segment)) {
                    throw place.error("{%s} is in the place of {%s} of another path; a REST API has one name there"
                            .formatted(segment.name(), earlier.name()));
                }
            }
        }
    }
}
