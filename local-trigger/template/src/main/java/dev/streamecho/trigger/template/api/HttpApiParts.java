package dev.streamecho.trigger.template.api;

import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import dev.streamecho.trigger.template.api.ApiRoute.Payload;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An {@code AWS::ApiGatewayV2::Api} of HTTP with its routes, integrations and stage. */
final class HttpApiParts {
    private static final String API_ID = "ApiId";
    private static final String INTEGRATIONS = "integrations/";

    private final GatewayApis all;
    private final Resource api;
    private final List<Resource> writtenRoutes;
    private final List<ApiRoute> routes = new ArrayList<>();
    private final List<String> unserved = new ArrayList<>();

    HttpApiParts(GatewayApis all, Resource api) {
        this.all = all;
        this.api = api;
        this.writtenRoutes =
                all.partsOf(api, "AWS::ApiGatewayV2::Route", API_ID).toList();
    }

    ApiDefinition definition() {
        writtenRoutes.forEach(this::add);
        addQuickRoute();
        all.addThoseOfBody(api, Kind.HTTP, routes, unserved);
        List<Resource> stages =
                all.partsOf(api, "AWS::ApiGatewayV2::Stage", API_ID).toList();
        return new ApiDefinition(
                api.logicalId(),
                Kind.HTTP,
                GatewayApis.stageProperty(stages, "StageName").map(Value::text).orElse(ApiDefinition.DEFAULT_STAGE),
                ApiReader.texts(GatewayApis.stageProperty(stages, "StageVariables")),
                List.of(),
                api.properties().get("CorsConfiguration").flatMap(ApiCors::ofHttp),
                List.of(),
                routes,
                routes.isEmpty() ? List.of() : GatewayApis.notices(api, notDone(), unserved));
    }

    private void add(Resource route) {
        Value key = route.properties().require("RouteKey");
        Optional<Resource> integration = route.properties()
                .get("Target")
                .map(Value::text)
                .filter(target -> target.startsWith(INTEGRATIONS))
                .map(target -> target.substring(INTEGRATIONS.length()))
                .flatMap(id -> all.partsOf(api, "AWS::ApiGatewayV2::Integration", API_ID)
                        .filter(candidate -> GatewayApis.id(candidate).equals(id))
                        .findFirst());
        Optional<Value> properties = integration.map(Resource::properties);
        Optional<FunctionDefinition> function = properties
                .filter(given -> given.get("IntegrationType")
                        .map(Value::text)
                        .filter("AWS_PROXY"::equals)
                        .isPresent())
                .flatMap(given -> given.get("IntegrationUri"))
                .flatMap(uri -> OpenApiOperation.function(uri, all.functions()));
        if (function.isEmpty()) {
            unserved.add(GatewayApis.unserved(api, key.text()));
            return;
        }
        routes.add(route(
                key,
                function.get(),
                ApiEvent.payload(
                        Kind.HTTP, properties.flatMap(given -> given.get("PayloadFormatVersion")), Payload.HTTP_1_0),
                properties.flatMap(given -> given.get("TimeoutInMillis"))));
    }

    /** The API's own target gets a route for everything, or for its key, with format 2.0. */
    private void addQuickRoute() {
        api.properties()
                .get("Target")
                .flatMap(target -> OpenApiOperation.function(target, all.functions()))
                .ifPresent(function -> routes.add(route(
                        api.properties()
                                .get("RouteKey")
                                .orElseGet(() -> api.properties().withText(ApiPath.DEFAULT)),
                        function,
                        Payload.HTTP_2_0,
                        Optional.empty())));
    }

    private static ApiRoute route(Value key, FunctionDefinition function, Payload payload, Optional<Value> timeout) {
        String text = key.text().strip();
        boolean isDefault = text.equals(ApiPath.DEFAULT);
        String[] parts = text.split("\\s+", 2);
        if (!isDefault && parts.length != 2) {
            throw key.error("%s is not a route; write a method and a path, or %s"
                    .formatted(Value.shown(text), ApiPath.DEFAULT));
        }
        return new ApiRoute(
                isDefault ? ApiRoute.ANY : ApiEvent.method(key.withText(parts[0])),
                ApiPath.of(key.withText(isDefault ? text : parts[1]), Kind.HTTP),
                function.logicalId(),
                payload,
                ApiEvent.timeout(Kind.HTTP, timeout));
    }

    private Set<String> notDone() {
        Set<String> notDone = new LinkedHashSet<>();
        GatewayApis.authorization(writtenRoutes).ifPresent(notDone::add);
        if (OpenApiDefinition.isUnread(api, Kind.HTTP)) {
            notDone.add("routes of its OpenAPI file");
        }
        return notDone;
    }
}
