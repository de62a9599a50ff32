package dev.streamecho.trigger.template.api;

import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import dev.streamecho.trigger.template.resource.Globals;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The APIs that SAM makes for events of functions that name none, with the globals of their types.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-api.html">
 *     Generated resources for APIs</a>
 */
public final class ImplicitApis {
    private static final String REST_STAGE = "Prod";

    private ImplicitApis() {}

    /** Returns the logical id that SAM gives it. */
    static String logicalId(ApiDefinition.Kind kind) {
        return kind == ApiDefinition.Kind.REST ? "ServerlessRestApi" : "ServerlessHttpApi";
    }

    /** Adds those for which there is an event of their type; whether one is used shows later. */
    public static void addTo(Map<String, TemplateNode> resources, Globals globals) {
        for (ApiDefinition.Kind kind : ApiDefinition.Kind.values()) {
            Optional<TemplateNode> event = resources.values().stream()
                    .filter(resource -> hasEvent(resource, ApiEvent.type(kind)))
                    .findFirst();
            event.ifPresent(
                    first -> resources.putIfAbsent(logicalId(kind), globals.applyTo(resource(kind, first.line()))));
        }
    }

    private static boolean hasEvent(TemplateNode resource, String type) {
        return entry(entry(resource, "Properties"), "Events") instanceof Mapping events
                && events.entries().values().stream()
                        .anyMatch(event -> entry(event, "Type") instanceof Scalar scalar
                                && scalar.text().equals(type));
    }

    private static @Nullable TemplateNode entry(@Nullable TemplateNode node, String key) {
        return node instanceof Mapping mapping ? mapping.entries().get(key) : null;
    }

    private static TemplateNode resource(ApiDefinition.Kind kind, int line) {
        Map<String, TemplateNode> properties =
                kind == ApiDefinition.Kind.REST ? Map.of("StageName", TemplateNode.text(REST_STAGE, line)) : Map.of();
        return new Mapping(
                Map.of(
                        "Type",
                        TemplateNode.text(ApiReader.resourceType(kind), line),
                        "Properties",
                        new Mapping(properties, line)),
                line);
    }
}
