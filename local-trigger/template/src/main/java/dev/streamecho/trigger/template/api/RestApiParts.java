package dev.streamecho.trigger.template.api;

import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An {@code AWS::ApiGateway::RestApi} with its resources, methods and stage. */
final class RestApiParts {
    private static final String ROOT = "/";
    private static final String DEFAULT_STAGE = "prod";
    private static final String RESOURCE = "AWS::ApiGateway::Resource";
    private static final String METHOD = "AWS::ApiGateway::Method";
    private static final String API_ID = "RestApiId";
    private static final String HEADER = "method.response.header.";

    /** As many levels as a path of the longest allowed length could have; a resource may name itself as its parent. */
    private static final int MAXIMUM_DEPTH = 1000;

    /** What CDK writes into the template of a response for each further origin. */
    private static final Pattern OTHER_ORIGIN = Pattern.compile("\\$origin\\s*==\\s*\"([^\"]+)\"");

    private final GatewayApis all;
    private final Resource api;
    private final List<Resource> methods;
    private final List<ApiRoute> routes = new ArrayList<>();
    private final List<ApiPreflight> preflights = new ArrayList<>();
    private final List<String> unserved = new ArrayList<>();

    RestApiParts(GatewayApis all, Resource api) {
        this.all = all;
        this.api = api;
        this.methods = all.partsOf(api, METHOD, API_ID).toList();
    }

    ApiDefinition definition() {
        methods.forEach(this::add);
        all.addThoseOfBody(api, Kind.REST, routes, unserved);
        List<Resource> stages = Stream.of("AWS::ApiGateway::Stage", "AWS::ApiGateway::Deployment")
                .flatMap(type -> all.partsOf(api, type, API_ID))
                .filter(stage -> stage.properties().get("StageName").isPresent())
                .toList();
        return new ApiDefinition(
                api.logicalId(),
                Kind.REST,
                GatewayApis.stageProperty(stages, "StageName").map(Value::text).orElse(DEFAULT_STAGE),
                ApiReader.texts(GatewayApis.stageProperty(stages, "Variables")),
                ApiReader.binaryMediaTypes(api.properties(), OpenApiDefinition.of(api, Kind.REST)),
                preflights.isEmpty() ? Optional.empty() : Optional.of(ApiPreflight.cors(preflights)),
                preflights,
                routes,
                routes.isEmpty() ? List.of() : GatewayApis.notices(api, notDone(), unserved));
    }

    private void add(Resource method) {
        Value properties = method.properties();
        Optional<String> text = path(properties.require("ResourceId").text(), 0);
        String name = ApiEvent.method(properties.require("HttpMethod"));
        if (text.isEmpty()) {
            unserved.add("%s: %s of %s is not served: its path is not known here"
                    .formatted(api.logicalId(), name, method.logicalId()));
            return;
        }
        ApiPath path = ApiPath.of(properties.require("ResourceId").withText(text.get()), Kind.REST);
        Optional<Value> integration = properties.get("Integration");
        Optional<ApiRoute> route = integration
                .filter(given -> isOfType(given, "AWS_PROXY"))
                .flatMap(given -> given.get("Uri"))
                .flatMap(uri -> OpenApiOperation.function(uri, all.functions()))
                .map(function -> new ApiRoute(
                        name,
                        path,
                        function.logicalId(),
                        ApiRoute.Payload.REST,
                        ApiEvent.timeout(Kind.REST, integration.flatMap(given -> given.get("TimeoutInMillis")))));
        if (route.isPresent()) {
            routes.add(route.get());
        } else if (name.equals("OPTIONS")
                && integration.filter(given -> isOfType(given, "MOCK")).isPresent()) {
            preflights.add(preflight(path, integration.get()));
        } else {
            unserved.add(GatewayApis.unserved(api, ApiRoute.key(name, path)));
        }
    }

    private static boolean isOfType(Value integration, String type) {
        return integration.get("Type").map(Value::text).filter(type::equals).isPresent();
    }

    /** Returns the path of a resource; empty if it, or one above it, is not of the template. */
    private Optional<String> path(String resourceId, int depth) {
        if (resourceId.equals(rootId())) {
            return Optional.of(ROOT);
        }
        if (depth > MAXIMUM_DEPTH) {
            return Optional.empty();
        }
        return all.partsOf(api, RESOURCE, API_ID)
                .filter(resource -> GatewayApis.id(resource).equals(resourceId))
                .findFirst()
                .flatMap(resource -> path(
                                resource.properties().require("ParentId").text(), depth + 1)
                        .map(parent -> (parent.equals(ROOT) ? ROOT : parent + "/")
                                + resource.properties().require("PathPart").text()));
    }

    private String rootId() {
        return api.attribute("RootResourceId", api.properties()).orElseThrow();
    }

    private static ApiPreflight preflight(ApiPath path, Value integration) {
        Optional<Value> response = integration.get("IntegrationResponses").map(Value::items).orElse(List.of()).stream()
                .findFirst();
        Map<String, String> headers = new LinkedHashMap<>();
        response.flatMap(given -> given.get("ResponseParameters"))
                .map(Value::entries)
                .orElse(Map.of())
                .forEach((parameter, value) -> {
                    if (parameter.startsWith(HEADER)) {
                        headers.put(parameter.substring(HEADER.length()), ApiCors.unquoted(value));
                    }
                });
        List<String> otherOrigins = new ArrayList<>();
        response.flatMap(given -> given.get("ResponseTemplates"))
                .map(Value::entries)
                .orElse(Map.of())
                .values()
                .forEach(template -> {
                    Matcher origin = OTHER_ORIGIN.matcher(template.text());
                    while (origin.find()) {
                        otherOrigins.add(origin.group(1));
                    }
                });
        int status = response.flatMap(given -> given.get("StatusCode"))
                .map(code -> code.integer(100, 599))
                .orElse(200);
        return new ApiPreflight(path, status, headers, otherOrigins);
    }

    private Set<String> notDone() {
        Set<String> notDone = new LinkedHashSet<>();
        GatewayApis.authorization(methods).ifPresent(notDone::add);
        note(
                notDone,
                "API keys",
                methods.stream()
                        .anyMatch(method -> Given.value(() -> method.properties()
                                        .require("ApiKeyRequired")
                                        .bool())
                                .orElse(false)));
        note(notDone, "the resource policy", api.properties().raw("Policy").isPresent());
        note(
                notDone,
                "request validation",
                methods.stream()
                        .anyMatch(method ->
                                method.properties().raw("RequestValidatorId").isPresent()));
        note(
                notDone,
                "gateway responses",
                all.partsOf(api, "AWS::ApiGateway::GatewayResponse", API_ID)
                        .findAny()
                        .isPresent());
        note(notDone, "routes of its OpenAPI file", OpenApiDefinition.isUnread(api, Kind.REST));
        return notDone;
    }

    private static void note(Set<String> notDone, String what, boolean applies) {
        if (applies) {
            notDone.add(what);
        }
    }
}
