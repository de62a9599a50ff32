package dev.streamecho.trigger.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.Resource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How the resources that a stack makes at its start differ between two templates, apart from functions and mappings. */
final class ResourceChanges {
    /** Those that run here, and are made or bound at the start. */
    private static final Pattern MADE_AT_START = Pattern.compile(
            "AWS::DynamoDB::(Global)?Table|AWS::SQS::Queue|AWS::ApiGateway(V2)?::.+|AWS::Lambda::(LayerVersion|Alias|Version)"
                    + "|AWS::Serverless::(SimpleTable|Api|HttpApi|LayerVersion)");

    private static final Pattern RUN = Pattern.compile(
            MADE_AT_START.pattern() + "|AWS::(Lambda|Serverless)::Function|AWS::Lambda::EventSourceMapping");

    /** Of any type; another value of one of these is another resource. */
    private static final Set<String> REPLACING =
            Set.of("TableName", "KeySchema", "PrimaryKey", "LocalSecondaryIndexes", "QueueName", "FifoQueue");

    private final Map<String, Resource> before;
    private final Map<String, Resource> after;

    ResourceChanges(Template before, Template after) {
        this.before = run(before);
        this.after = run(after);
    }

    private static Map<String, Resource> run(Template template) {
        Map<String, Resource> resources = new LinkedHashMap<>();
        template.resources().stream()
                .filter(resource -> RUN.matcher(resource.type()).matches())
                .forEach(resource -> resources.put(resource.logicalId(), resource));
        return resources;
    }

    /** Returns what takes effect at the next start only, each in words. */
    List<String> needingRestart() {
        List<String> lines = new ArrayList<>();
        after.forEach((logicalId, resource) -> {
            Resource old = before.get(logicalId);
            if (old == null) {
                lines.add("%s is new, and is made at the next start".formatted(logicalId));
            } else if (!old.type().equals(resource.type())) {
                lines.add("%s is an %s now, and becomes one at the next start".formatted(logicalId, resource.type()));
            } else if (MADE_AT_START.matcher(resource.type()).matches()) {
                changedProperties(old, resource).forEach(property -> lines.add(line(resource, property)));
            }
        });
        before.keySet().stream()
                .filter(logicalId -> !after.containsKey(logicalId))
                .forEach(logicalId -> lines.add("%s was removed, and stays until the next start".formatted(logicalId)));
        return lines;
    }

    private static String line(Resource resource, String property) {
        return REPLACING.contains(property)
                ? "%s: with another %s, AWS replaces the %s; here that takes effect at the next start"
                        .formatted(
                                resource.logicalId(), property, resource.type().contains("Queue") ? "queue" : "table")
                : "%s: %s takes effect at the next start".formatted(resource.logicalId(), property);
    }

    private static Set<String> changedProperties(Resource old, Resource resource) {
        JsonNode was = json(old);
        JsonNode is = json(resource);
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode properties : List.of(was, is)) {
            for (Iterator<String> each = properties.fieldNames(); each.hasNext(); ) {
                String name = each.next();
                if (!was.path(name).equals(is.path(name))) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static JsonNode json(Resource resource) {
        try {
            return resource.properties().json();
        } catch (UserError e) {
            return MissingNode.getInstance();
        }
    }
}
