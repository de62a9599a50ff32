package dev.streamecho.trigger.template.api;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import dev.streamecho.trigger.template.api.ApiRoute.Payload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiDefinitionTest {
    @TempDir
    private Path folder;

    @Test
    void eventsThatNameNoApiAreOfTheOnesThatSamMakes() {
        List<ApiDefinition> apis = apis("""
                Resources:
                  Items:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Get: {Type: Api, Properties: {Path: '/items/{key}', Method: get}}
                        Put: {Type: HttpApi, Properties: {Path: /items, Method: Post}}
                        Stream: {Type: DynamoDB, Properties: {}}
                """);

        assertThat(apis)
                .extracting(ApiDefinition::logicalId, ApiDefinition::kind, ApiDefinition::stageName)
                .containsExactly(
                        tuple("ServerlessRestApi", Kind.REST, "Prod"),
                        tuple("ServerlessHttpApi", Kind.HTTP, "$default"));
        ApiRoute get = apis.get(0).routes().get(0);
        assertThat(get.key()).isEqualTo("GET /items/{key}");
        assertThat(get.functionLogicalId()).isEqualTo("Items");
        assertThat(get.payload()).isEqualTo(Payload.REST);
        assertThat(get.timeout()).isEqualTo(Duration.ofSeconds(29));
        ApiRoute put = apis.get(1).routes().get(0);
        assertThat(put.key()).isEqualTo("POST /items");
        assertThat(put.payload()).isEqualTo(Payload.HTTP_2_0);
        assertThat(put.timeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void globalsApplyToTheApisThatSamMakesToo() {
        ApiDefinition api = api("""
                Globals:
                  Api:
                    BinaryMediaTypes: [image~1gif]
                    Variables: {mode: test}
                    Cors: "'*'"
                Resources:
                  Items:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Any: {Type: Api, Properties: {Path: /, Method: ANY}}
                """);

        assertThat(api.binaryMediaTypes()).containsExactly("image/gif");
        assertThat(api.stageVariables()).containsEntry("mode", "test");
        assertThat(api.cors().map(ApiCors::allowOrigins)).contains(List.of("*"));
    }

    @Test
    void eventMayNameAnApiOfTheTemplate() {
        ApiDefinition api = api("""
                Resources:
                  ItemsApi: {Type: AWS::Serverless::Api, Properties: {StageName: v1}}
                  Other: {Type: AWS::Serverless::Api, Properties: {StageName: v1}}
                  Items:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Get:
                          Type: Api
                          Properties: {Path: /items, Method: x-amazon-apigateway-any-method, RestApiId: !Ref ItemsApi, TimeoutInMillis: 500}
                """);

        assertThat(api.logicalId()).isEqualTo("ItemsApi");
        assertThat(api.stageName()).isEqualTo("v1");
        assertThat(api.routes())
                .extracting(ApiRoute::key, ApiRoute::timeout)
                .containsExactly(tuple("ANY /items", Duration.ofMillis(500)));
    }

    @Test
    void eventOfAnHttpApiWithoutPathTakesEveryOtherRequest() {
        ApiDefinition api = api("""
                Resources:
                  Web:
                    Type: AWS::Serverless::HttpApi
                    Properties: {StageName: v2, CorsConfiguration: {AllowOrigins: ['https://a.example'], MaxAge: 60}}
                  Items:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        All: {Type: HttpApi, Properties: {ApiId: !Ref Web, PayloadFormatVersion: '1.0'}}
                """);

        assertThat(api.stageName()).isEqualTo("v2");
        assertThat(api.routes()).extracting(ApiRoute::key).containsExactly("$default");
        assertThat(api.routes()).extracting(ApiRoute::payload).containsExactly(Payload.HTTP_1_0);
        assertThat(api.cors())
                .contains(new ApiCors(
                        List.of("https://a.example"), List.of(), List.of(), List.of(), Optional.of("60"), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Path: items, Method: get | Get.Properties.Path (line 9): items does not begin with a slash; write /items",
                "Path: '/a{b}', Method: get | Get.Properties.Path (line 9): a{b} is not a part of a path; a parameter stands alone between slashes: {name} or {name+}",
                "Path: '/{all+}/b', Method: get | Get.Properties.Path (line 9): {all+} takes the rest of the path; nothing may follow it",
                "Path: /items, Method: fetch | Get.Properties.Method (line 9): fetch is not a method; choose one of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, ANY",
                "Path: /items | Get.Properties (line 9): Method is missing",
                "Method: get | Get.Properties (line 9): Path is missing",
                "Path: /other, Method: POST | Get.Properties.Path (line 9): POST /other is in ServerlessRestApi twice, for Items and Items; keep one of them",
                "Path: '/other/{b}/d', Method: get | Get.Properties.Path (line 9): {b} is in the place of {a} of another path; a REST API has one name there",
                "Path: /items, Method: get, RestApiId: !Ref Items | Get.Properties.RestApiId (line 9): Items is not an AWS::Serverless::Api of the template, which has ServerlessRestApi",
                "Path: /items, Method: get, RestApiID: x | Get.Properties.RestApiID (line 9): RestApiID is not a property of an event of type Api, which has Auth, Method, Path, TimeoutInMillis, RequestModel, RequestParameters, ResponseTransferMode, RestApiId",
                "Path: /items, Method: get, TimeoutInMillis: 10 | Get.Properties.TimeoutInMillis (line 9): 10 is out of range; use 50 to 300000",
            })
    void whatSamOrApiGatewayRefusesIsAnError(String properties, String message) {
        Template template = read(folder, """
                Resources:
                  Items:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Other: {Type: Api, Properties: {Path: /other, Method: post}}
                        Part: {Type: Api, Properties: {Path: '/other/{a}/c', Method: get}}
                        Get:
                          Properties: {%s}
                          Type: Api
                """.formatted(properties));

        assertThat(errorOf(folder, template::apis)).isEqualTo("template.yaml: Items.Properties.Events." + message);
    }

    @Test
    void aRouteOfWhichOnlyAwsKnowsApiOrPathIsLeftOut() {
        Template template = read(folder, """
                Resources:
                  ItemsFunction:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Get: {Type: Api, Properties: {Path: /items, Method: get}}
                        Shared: {Type: Api, Properties: {Path: /shared, Method: get, RestApiId: !ImportValue api}}
                        Put: {Type: Api, Properties: {Path: !ImportValue path, Method: put}}
                        Other: {Type: HttpApi, Properties: {Path: !Sub "/x/${Somewhere}", Method: get}}
                Parameters: {Somewhere: {Type: String}}
                """);

        assertThat(template.apis().get(0).routes()).extracting(ApiRoute::key).containsExactly("GET /items");
        assertThat(template.apis()).hasSize(1);
        Notices notices = new Notices();
        template.noteLimits(Set.of(), notices);
        String notServed = ": not served; write the value into the template, or take it from a parameter and give that"
                + " with --parameter-overrides";
        assertThat(notices.lines())
                .containsExactly(
                        "routes whose RestApiId is known to AWS only (ItemsFunction.Shared)" + notServed,
                        "routes whose Path is known to AWS only (ItemsFunction.Put, ItemsFunction.Other)" + notServed);
    }

    @Test
    void corsOfARestApiNeedsQuotesOfItsOwn() {
        Template template = read(folder, """
                Resources:
                  Api: {Type: AWS::Serverless::Api, Properties: {StageName: v1, Cors: '*'}}
                  Items:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Get: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Api}}
                """);

        assertThat(errorOf(folder, template::apis))
                .isEqualTo("template.yaml: Api.Properties.Cors (line 2): * needs its own quotes: \"'*'\"");
    }

    @Test
    void whatIsDoneOnAwsOnlyIsOneNotice() {
        ApiDefinition api = api("""
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      StageName: v1
                      Auth: {DefaultAuthorizer: AWS_IAM, ApiKeyRequired: true, UsagePlan: {CreateUsagePlan: PER_API}}
                      GatewayResponses: {}
                      DefinitionUri: s3://bucket/api.yaml
                  Items:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Get: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Api}}
                        Put:
                          Type: Api
                          Properties: {Path: /, Method: put, RestApiId: !Ref Api, Auth: {Authorizer: Users}, RequestModel: {Model: Item}}
                """);

        assertThat(api.notices())
                .containsExactly("Api: not done locally: authorization (AWS_IAM, Users), API keys, usage plans,"
                        + " request validation, gateway responses, routes of its OpenAPI file");
    }

    @Test
    void noNoticeIsGivenWhereNothingIsLeftOut() {
        ApiDefinition api = api("""
                Resources:
                  Api: {Type: AWS::Serverless::Api, Properties: {StageName: v1, Auth: {DefaultAuthorizer: NONE}}}
                  Items:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Get: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Api}}
                """);

        assertThat(api.notices()).isEmpty();
    }

    @Test
    void definitionHasTheRoutesOfARestApi() {
        ApiDefinition api = api("""
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      StageName: v1
                      DefinitionBody:
                        openapi: 3.0.1
                        x-amazon-apigateway-request-validator: all
                        x-amazon-apigateway-binary-media-types: [image/png]
                        paths:
                          /items/{key}:
                            parameters: []
                            get:
                              security: [{sigv4: []}]
                              x-amazon-apigateway-integration:
                                type: aws_proxy
                                timeoutInMillis: 1000
                                uri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Items.Arn}/invocations
                            options:
                              x-amazon-apigateway-integration: {type: mock}
                  Items:
                    Type: AWS::Serverless::Function
                    Properties:
                      FunctionName: local-items
                      Events:
                        Get: {Type: Api, Properties: {Path: '/items/{key}', Method: get, RestApiId: !Ref Api}}
                        Put: {Type: Api, Properties: {Path: /items, Method: put, RestApiId: !Ref Api}}
                """);

        assertThat(api.routes())
                .extracting(ApiRoute::key, ApiRoute::functionLogicalId, ApiRoute::timeout)
                .containsExactly(tuple("GET /items/{key}", "Items", Duration.ofSeconds(1)));
        assertThat(api.binaryMediaTypes()).containsExactly("image/png");
        assertThat(api.notices())
                .containsExactly(
                        "Api: not done locally: authorization (sigv4), request validation",
                        "Api: OPTIONS /items/{key} is not served: it leads to no function of the template",
                        "Api: PUT /items is not served: it is an event of Items and not in the DefinitionBody,"
                                + " which is all that SAM takes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DefinitionBody: {paths: {}}",
                "DefinitionBody: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/api.yaml}}}",
                "DefinitionUri: s3://bucket/api.yaml"
            })
    void eventsOfAnApiWithADefinitionMayNameAParameterTwice(String definition) {
        Template template = read(folder, """
                Resources:
                  Api: {Type: AWS::Serverless::Api, Properties: {StageName: v1, %s}}
                  Items:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Get: {Type: Api, Properties: {Path: '/items/{id}', Method: get, RestApiId: !Ref Api}}
                        Parts: {Type: Api, Properties: {Path: '/items/{key}/parts', Method: get, RestApiId: !Ref Api}}
                """.formatted(definition));

        assertThatCode(template::apis).doesNotThrowAnyException();
    }

    @Test
    void definitionOfAnHttpApiHasRoutesBesideThoseOfEvents() {
        ApiDefinition api = api("""
                Resources:
                  Api:
                    Type: AWS::Serverless::HttpApi
                    Properties:
                      DefinitionBody:
                        paths:
                          /$default:
                            x-amazon-apigateway-any-method:
                              x-amazon-apigateway-integration: {type: AWS_PROXY, uri: !GetAtt Items.Arn, payloadFormatVersion: '2.0'}
                  Items:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Put: {Type: HttpApi, Properties: {Path: /items, Method: put, ApiId: !Ref Api}}
                """);

        assertThat(api.routes())
                .extracting(ApiRoute::key, ApiRoute::payload)
                .containsExactly(tuple("$default", Payload.HTTP_2_0), tuple("PUT /items", Payload.HTTP_2_0));
    }

    @Test
    void definitionThatCloudFormationIncludesIsANotice() {
        ApiDefinition api = api("""
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      StageName: v1
                      DefinitionBody: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}}
                  Items:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                        Get: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Api}}
                """);

        assertThat(api.routes()).extracting(ApiRoute::key).containsExactly("GET /");
        assertThat(api.notices()).containsExactly("Api: not done locally: routes of its OpenAPI file");
    }

    @Test
    void apiWithoutAFunctionIsNone() {
        assertThat(apis("""
                Resources:
                  Api: {Type: AWS::Serverless::Api, Properties: {StageName: v1}}
                """)).isEmpty();
    }

    private List<ApiDefinition> apis(String yaml) {
        return read(folder, yaml).apis();
    }

    private ApiDefinition api(String yaml) {
        List<ApiDefinition> apis = apis(yaml);
        assertThat(apis).hasSize(1);
        return apis.get(0);
    }
}
