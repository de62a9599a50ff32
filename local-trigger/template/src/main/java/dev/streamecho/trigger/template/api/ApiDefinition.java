package dev.streamecho.trigger.template.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An API of the template that leads to at least one function: {@code AWS::Serverless::Api},
 * {@code AWS::Serverless::HttpApi}, the one that SAM makes of events that name none, or the resources of API Gateway itself.
 *
 * @param stageName of the stage whose requests are answered
 * @param binaryMediaTypes of a REST API: the media types whose bodies are binary
 * @param cors of a REST API with {@code preflights}, the origins that any of them allows
 * @param preflights of a REST API that is made of API Gateway's own resources: those of its paths; empty for SAM's
 * @param notices what is not done in a local run, each in one line
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html">AWS::Serverless::Api</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html">AWS::Serverless::HttpApi</a>
 */
public record ApiDefinition(
        String logicalId,
        Kind kind,
        String stageName,
        Map<String, String> stageVariables,
        List<String> binaryMediaTypes,
        Optional<ApiCors> cors,
        List<ApiPreflight> preflights,
        List<ApiRoute> routes,
        List<String> notices) {
    static final String DEFAULT_STAGE = "$default";

    /** The two kinds of API. */
    public enum Kind {
        /** {@code AWS::Serverless::Api}, events of type {@code Api}, {@code AWS::ApiGateway::RestApi}. */
        REST,
        /** {@code AWS::Serverless::HttpApi}, events of type {@code HttpApi}, {@code AWS::ApiGatewayV2::Api}. */
        HTTP
    }

    public ApiDefinition {
        stageVariables = Collections.unmodifiableMap(new LinkedHashMap<>(stageVariables));
        binaryMediaTypes = List.copyOf(binaryMediaTypes);
        preflights = List.copyOf(preflights);
        routes = List.copyOf(routes);
        notices = List.copyOf(notices);
    }
}
