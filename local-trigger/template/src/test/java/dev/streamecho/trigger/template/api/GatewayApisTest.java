package dev.streamecho.trigger.template.api;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import dev.streamecho.trigger.template.api.ApiRoute.Payload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayApisTest {
    private static final String FUNCTION = """
            Resources:
              Items: {Type: AWS::Lambda::Function, Properties: {}}
            """;

    private static final String INVOCATIONS =
            "!Sub 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Items.Arn}/invocations'";

    private static final String REST = FUNCTION + """
              Rest: {Type: AWS::ApiGateway::RestApi, Properties: {Name: orders, BinaryMediaTypes: [image/png]}}
              Live: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Rest, StageName: live, Variables: {mode: test}}}
              Orders:
                Type: AWS::ApiGateway::Resource
                Properties: {RestApiId: !Ref Rest, ParentId: !GetAtt Rest.RootResourceId, PathPart: orders}
              Order:
                Type: AWS::ApiGateway::Resource
                Properties: {RestApiId: !Ref Rest, ParentId: !Ref Orders, PathPart: '{id}'}
            """;

    @TempDir
    private Path folder;

    @Test
    void methodsOfARestApiAreRoutes() {
        ApiDefinition api = api(REST + """
                  GetOrder:
                    Type: AWS::ApiGateway::Method
                    Properties:
                      RestApiId: !Ref Rest
                      ResourceId: !Ref Order
                      HttpMethod: GET
                      AuthorizationType: AWS_IAM
                      Integration: {Type: AWS_PROXY, IntegrationHttpMethod: POST, TimeoutInMillis: 5000, Uri: %1$s}
                  Root:
                    Type: AWS::ApiGateway::Method
                    Properties:
                      RestApiId: !Ref Rest
                      ResourceId: !GetAtt Rest.RootResourceId
                      HttpMethod: ANY
                      AuthorizationType: NONE
                      Integration: {Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: %1$s}
                  PostOrder:
                    Type: AWS::ApiGateway::Method
                    Properties:
                      RestApiId: !Ref Rest
                      ResourceId: !Ref Orders
                      HttpMethod: POST
                      Integration: {Type: AWS, Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:sqs:path/orders'}
                """.formatted(INVOCATIONS));

        assertThat(api.logicalId()).isEqualTo("Rest");
        assertThat(api.kind()).isEqualTo(Kind.REST);
        assertThat(api.stageName()).isEqualTo("live");
        assertThat(api.stageVariables()).containsEntry("mode", "test");
        assertThat(api.binaryMediaTypes()).containsExactly("image/png");
        assertThat(api.routes())
                .extracting(ApiRoute::key, ApiRoute::functionLogicalId, ApiRoute::payload, ApiRoute::timeout)
                .containsExactly(
                        tuple("GET /orders/{id}", "Items", Payload.REST, Duration.ofSeconds(5)),
                        tuple("ANY /", "Items", Payload.REST, Duration.ofSeconds(29)));
        assertThat(api.cors()).isEmpty();
        assertThat(api.notices())
                .containsExactly(
                        "Rest: not done locally: authorization (AWS_IAM)",
                        "Rest: POST /orders is not served: it leads to no function of the template");
    }

    @Test
    void aMockOfOptionsIsAPreflightOfItsPath() {
        ApiDefinition api = api(REST + """
                  GetOrder:
                    Type: AWS::ApiGateway::Method
                    Properties:
                      RestApiId: !Ref Rest
                      ResourceId: !Ref Order
                      HttpMethod: GET
                      Integration: {Type: AWS_PROXY, Uri: %1$s}
                  Options:
                    Type: AWS::ApiGateway::Method
                    Properties:
                      RestApiId: !Ref Rest
                      ResourceId: !Ref Order
                      HttpMethod: OPTIONS
                      Integration:
                        Type: MOCK
                        RequestTemplates: {application/json: '{ statusCode: 204 }'}
                        IntegrationResponses:
                          - StatusCode: '204'
                            ResponseParameters:
                              method.response.header.Access-Control-Allow-Headers: "'X-One'"
                              method.response.header.Access-Control-Allow-Origin: "'https://a.example'"
                            ResponseTemplates:
                              application/json: |-
                                #set($origin = $input.params().header.get("Origin"))
                                #if($origin == "https://b.example" || $origin == "https://c.example")
                                  #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)
                                #end
                """.formatted(INVOCATIONS));

        assertThat(api.routes()).extracting(ApiRoute::key).containsExactly("GET /orders/{id}");
        assertThat(api.notices()).isEmpty();
        ApiPreflight preflight = api.preflights().get(0);
        assertThat(preflight.path().text()).isEqualTo("/orders/{id}");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers())
                .isEqualTo(Map.of(
                        "Access-Control-Allow-Headers", "X-One", "Access-Control-Allow-Origin", "https://a.example"));
        assertThat(preflight.otherOrigins()).containsExactly("https://b.example", "https://c.example");
        assertThat(api.cors().map(ApiCors::allowOrigins))
                .contains(List.of("https://b.example", "https://c.example", "https://a.example"));
    }

    @Test
    void aMethodBelowAResourceThatIsElsewhereIsNotServed() {
        ApiDefinition api = api(REST + """
                  Root:
                    Type: AWS::ApiGateway::Method
                    Properties:
                      RestApiId: !Ref Rest
                      ResourceId: !GetAtt Rest.RootResourceId
                      HttpMethod: GET
                      Integration: {Type: AWS_PROXY, Uri: %1$s}
                  Circle:
                    Type: AWS::ApiGateway::Resource
                    Properties: {RestApiId: !Ref Rest, ParentId: elsewhere, PathPart: part}
                  Lost:
                    Type: AWS::ApiGateway::Method
                    Properties:
                      RestApiId: !Ref Rest
                      ResourceId: !Ref Circle
                      HttpMethod: PUT
                      Integration: {Type: AWS_PROXY, Uri: %1$s}
                """.formatted(INVOCATIONS));

        assertThat(api.routes()).extracting(ApiRoute::key).containsExactly("GET /");
        assertThat(api.notices()).containsExactly("Rest: PUT of Lost is not served: its path is not known here");
    }

    @Test
    void theBodyOfARestApiIsItsDefinition() {
        ApiDefinition api = api(FUNCTION + """
                  Rest:
                    Type: AWS::ApiGateway::RestApi
                    Properties:
                      Body:
                        openapi: 3.0.1
                        paths:
                          /orders:
                            get:
                              x-amazon-apigateway-integration: {type: aws_proxy, uri: %s}
                  Live: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Rest, StageName: v2}}
                """.formatted(INVOCATIONS));

        assertThat(api.routes()).extracting(ApiRoute::key).containsExactly("GET /orders");
        assertThat(api.stageName()).isEqualTo("v2");
    }

    @Test
    void routesOfAnHttpApiLeadToTheirIntegrations() {
        ApiDefinition api = api(FUNCTION + """
                  Http:
                    Type: AWS::ApiGatewayV2::Api
                    Properties: {ProtocolType: HTTP, CorsConfiguration: {AllowOrigins: ['*'], AllowMethods: [GET]}}
                  Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Http, StageName: $default, AutoDeploy: true}}
                  Integration:
                    Type: AWS::ApiGatewayV2::Integration
                    Properties:
                      ApiId: !Ref Http
                      IntegrationType: AWS_PROXY
                      IntegrationUri: !GetAtt Items.Arn
                      PayloadFormatVersion: '2.0'
                      TimeoutInMillis: 4000
                  Old:
                    Type: AWS::ApiGatewayV2::Integration
                    Properties: {ApiId: !Ref Http, IntegrationType: AWS_PROXY, IntegrationUri: %s, PayloadFormatVersion: '1.0'}
                  GetOrder:
                    Type: AWS::ApiGatewayV2::Route
                    Properties:
                      ApiId: !Ref Http
                      RouteKey: GET /orders/{id}
                      AuthorizationType: JWT
                      Target: !Join [/, [integrations, !Ref Integration]]
                  Rest:
                    Type: AWS::ApiGatewayV2::Route
                    Properties: {ApiId: !Ref Http, RouteKey: $default, Target: !Sub 'integrations/${Old}'}
                  Other:
                    Type: AWS::ApiGatewayV2::Route
                    Properties: {ApiId: !Ref Http, RouteKey: POST /mail, Target: integrations/elsewhere}
                """.formatted(INVOCATIONS));

        assertThat(api.kind()).isEqualTo(Kind.HTTP);
        assertThat(api.stageName()).isEqualTo("$default");
        assertThat(api.routes())
                .extracting(ApiRoute::key, ApiRoute::functionLogicalId, ApiRoute::payload, ApiRoute::timeout)
                .containsExactly(
                        tuple("GET /orders/{id}", "Items", Payload.HTTP_2_0, Duration.ofSeconds(4)),
                        tuple("$default", "Items", Payload.HTTP_1_0, Duration.ofSeconds(30)));
        assertThat(api.cors().map(ApiCors::allowMethods)).contains(List.of("GET"));
        assertThat(api.notices())
                .containsExactly(
                        "Http: not done locally: authorization (JWT)",
                        "Http: POST /mail is not served: it leads to no function of the template");
    }

    @Test
    void theTargetOfAnHttpApiIsItsDefaultRoute() {
        ApiDefinition api = api(FUNCTION + """
                  Http: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP, Name: x, Target: !GetAtt Items.Arn}}
                """);

        assertThat(api.routes())
                .extracting(ApiRoute::key, ApiRoute::payload)
                .containsExactly(tuple("$default", Payload.HTTP_2_0));
    }

    @Test
    void apisWithoutAFunctionAreNamed() {
        Notices notices = new Notices();
        read(folder, FUNCTION + """
                  Socket: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: WEBSOCKET}}
                  Empty: {Type: AWS::ApiGateway::RestApi, Properties: {Name: x}}
                """).noteLimits(List.of(), notices);

        assertThat(notices.lines())
                .containsExactly(
                        "APIs that lead to no function of the template (Empty): not served",
                        "WebSocket APIs (Socket): not served; ./trigger invoke calls the function");
    }

    @Test
    void aRouteKeyWithoutAPathIsAnError() {
        assertThat(errorOf(folder, () -> api(FUNCTION + """
                  Http: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP, RouteKey: GET, Target: !GetAtt Items.Arn}}
                """)))
                .isEqualTo(
                        "template.yaml: Http.Properties.RouteKey (line 3): GET is not a route; write a method and a path,"
                                + " or $default");
    }

    private ApiDefinition api(String yaml) {
        return read(folder, yaml).apis().get(0);
    }
}
