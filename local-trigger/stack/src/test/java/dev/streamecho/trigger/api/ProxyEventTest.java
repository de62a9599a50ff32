package dev.streamecho.trigger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.template.api.ApiDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events compared, to the order of their keys, with those that AWS documents or has been seen to send. */
class ProxyEventTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void eventOfARestApiIsThatOfApiGateway() throws IOException {
        ApiDefinition api = TestApis.rest(folder, "Variables: {mode: test}", "GET /items/{itemKey}");

        ObjectNode event = event(
                api,
                request(
                        "GET",
                        "/items/a%20b",
                        "q=1&q=2&empty=&plus=a+b%2Bc",
                        "",
                        "Accept: text/html",
                        "x-a: 1",
                        "x-a: 2",
                        "Host: 127.0.0.1:3000",
                        "User-Agent: curl/8.5.0",
                        "Connection: keep-alive",
                        "Content-Length: 0"));

        assertThat(text(event)).isEqualTo(expected("""
                {
                  "resource": "/items/{itemKey}",
                  "path": "/items/a%20b",
                  "httpMethod": "GET",
                  "headers": {
                    "Accept": "text/html",
                    "Host": "127.0.0.1:3000",
                    "User-Agent": "curl/8.5.0",
                    "x-a": "2",
                    "X-Amzn-Trace-Id": "trace",
                    "X-Forwarded-For": "127.0.0.1",
                    "X-Forwarded-Port": "3000",
                    "X-Forwarded-Proto": "http"
                  },
                  "multiValueHeaders": {
                    "Accept": ["text/html"],
                    "Host": ["127.0.0.1:3000"],
                    "User-Agent": ["curl/8.5.0"],
                    "x-a": ["1", "2"],
                    "X-Amzn-Trace-Id": ["trace"],
                    "X-Forwarded-For": ["127.0.0.1"],
                    "X-Forwarded-Port": ["3000"],
                    "X-Forwarded-Proto": ["http"]
                  },
                  "queryStringParameters": {"q": "2", "empty": "", "plus": "a b+c"},
                  "multiValueQueryStringParameters": {"q": ["1", "2"], "empty": [""], "plus": ["a b+c"]},
                  "pathParameters": {"itemKey": "a%20b"},
                  "stageVariables": {"mode": "test"},
                  "requestContext": {
                    "resourceId": "df698e",
                    "resourcePath": "/items/{itemKey}",
                    "httpMethod": "GET",
                    "extendedRequestId": "xvmvbntiEeYAAAA=",
                    "requestTime": "09/Apr/2015:12:34:56 +0000",
                    "path": "/v1/items/a%20b",
                    "accountId": "123456789012",
                    "protocol": "HTTP/1.1",
                    "stage": "v1",
                    "domainPrefix": "127",
                    "requestTimeEpoch": 1428582896000,
                    "requestId": "c6f9af6e-7b62-11e6-9a41-93e8deadbeef",
                    "identity": {
                      "cognitoIdentityPoolId": null,
                      "accountId": null,
                      "cognitoIdentityId": null,
                      "caller": null,
                      "sourceIp": "127.0.0.1",
                      "principalOrgId": null,
                      "accessKey": null,
                      "cognitoAuthenticationType": null,
                      "cognitoAuthenticationProvider": null,
                      "userArn": null,
                      "userAgent": "curl/8.5.0",
                      "user": null
                    },
                    "domainName": "127.0.0.1:3000",
                    "deploymentId": "local",
                    "apiId": "Items"
                  },
                  "body": null,
                  "isBase64Encoded": false
                }
                """));
    }

    @Test
    void whatARequestToARestApiDoesNotHaveIsNull() {
        ObjectNode event = event(TestApis.rest(folder, "", "POST /items"), request("POST", "/items", "", "{\"a\":1}"));

        assertThat(List.of(
                        event.get("queryStringParameters"),
                        event.get("multiValueQueryStringParameters"),
                        event.get("pathParameters"),
                        event.get("stageVariables")))
                .allMatch(JsonNode::isNull);
        assertThat(event.get("body").textValue()).isEqualTo("{\"a\":1}");
        assertThat(event.get("isBase64Encoded").booleanValue()).isFalse();
    }

    @Test
    void bodyOfABinaryMediaTypeIsBase64() {
        ApiDefinition api = TestApis.rest(folder, "BinaryMediaTypes: [image~1gif]", "POST /items");

        ObjectNode binary = event(api, request("POST", "/items", "", "GIF8", "content-type: image/gif; q=1"));
        ObjectNode text = event(api, request("POST", "/items", "", "GIF8", "content-type: image/png"));

        assertThat(binary.get("body").textValue()).isEqualTo("R0lGOA==");
        assertThat(binary.get("isBase64Encoded").booleanValue()).isTrue();
        assertThat(text.get("body").textValue()).isEqualTo("GIF8");
    }

    @Test
    void everyBodyIsBinaryIfAllMediaTypesAre() {
        ApiDefinition api = TestApis.rest(folder, "BinaryMediaTypes: ['*/*']", "POST /items");

        assertThat(event(api, request("POST", "/items", "", "{}", "Content-Type: application/json"))
                        .get("body")
                        .textValue())
                .isEqualTo("e30=");
        assertThat(event(api, request("POST", "/items", "", ""))
                        .get("isBase64Encoded")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void eventOfFormat1OfAnHttpApiIsThatOfApiGateway() throws IOException {
        ApiDefinition api = TestApis.http(folder, "", "1.0 ANY /handler/{proxy+}");

        ObjectNode event = event(
                api,
                request(
                        "POST",
                        "/handler/a%20b",
                        "parameter1=value1&parameter1=value2&parameter2=value",
                        "Hello from Lambda!",
                        "Host: api.example:3000",
                        "User-Agent: curl/7.77.0",
                        "Content-Length: 18",
                        "accept: */*"));

        assertThat(text(event)).isEqualTo(expected("""
                {
                  "version": "1.0",
                  "resource": "/handler/{proxy+}",
                  "path": "/handler/a%20b",
                  "httpMethod": "POST",
                  "headers": {
                    "accept": "*/*",
                    "Content-Length": "18",
                    "Host": "api.example:3000",
                    "User-Agent": "curl/7.77.0",
                    "X-Amzn-Trace-Id": "trace",
                    "X-Forwarded-For": "127.0.0.1",
                    "X-Forwarded-Port": "3000",
                    "X-Forwarded-Proto": "http"
                  },
                  "multiValueHeaders": {
                    "accept": ["*/*"],
                    "Content-Length": ["18"],
                    "Host": ["api.example:3000"],
                    "User-Agent": ["curl/7.77.0"],
                    "X-Amzn-Trace-Id": ["trace"],
                    "X-Forwarded-For": ["127.0.0.1"],
                    "X-Forwarded-Port": ["3000"],
                    "X-Forwarded-Proto": ["http"]
                  },
                  "queryStringParameters": {"parameter1": "value2", "parameter2": "value"},
                  "multiValueQueryStringParameters": {"parameter1": ["value1", "value2"], "parameter2": ["value"]},
                  "requestContext": {
                    "accountId": "123456789012",
                    "apiId": "Items",
                    "domainName": "api.example:3000",
                    "domainPrefix": "api",
                    "extendedRequestId": "c6f9af6e-7b62-11e6-9a41-93e8deadbeef",
                    "httpMethod": "POST",
                    "identity": {
                      "accessKey": null,
                      "accountId": null,
                      "caller": null,
                      "cognitoAmr": null,
                      "cognitoAuthenticationProvider": null,
                      "cognitoAuthenticationType": null,
                      "cognitoIdentityId": null,
                      "cognitoIdentityPoolId": null,
                      "principalOrgId": null,
                      "sourceIp": "127.0.0.1",
                      "user": null,
                      "userAgent": "curl/7.77.0",
                      "userArn": null
                    },
                    "path": "/handler/a%20b",
                    "protocol": "HTTP/1.1",
                    "requestId": "c6f9af6e-7b62-11e6-9a41-93e8deadbeef",
                    "requestTime": "09/Apr/2015:12:34:56 +0000",
                    "requestTimeEpoch": 1428582896000,
                    "resourceId": "ANY /handler/{proxy+}",
                    "resourcePath": "/handler/{proxy+}",
                    "stage": "$default"
                  },
                  "pathParameters": {"proxy": "a b"},
                  "stageVariables": null,
                  "body": "Hello from Lambda!",
                  "isBase64Encoded": false
                }
                """));
    }

    @Test
    void eventOfFormat2IsThatOfApiGateway() throws IOException {
        ApiDefinition api = TestApis.http(folder, "StageVariables: {stageVariable1: value1}", "POST /my/{parameter1}");

        ObjectNode event = event(
                api,
                request(
                        "POST",
                        "/my/p%C3%A4th",
                        "parameter1=value1&parameter1=value2&parameter2=a%20b",
                        "Hello from Lambda",
                        "Header1: value1",
                        "Header2: value1",
                        "header2: value2",
                        "Cookie: cookie1=a; cookie2=b",
                        "Host: id.example",
                        "User-Agent: agent"));

        assertThat(text(event)).isEqualTo(expected("""
                {
                  "version": "2.0",
                  "routeKey": "POST /my/{parameter1}",
                  "rawPath": "/my/päth",
                  "rawQueryString": "parameter1=value1&parameter1=value2&parameter2=a%20b",
                  "cookies": ["cookie1=a", "cookie2=b"],
                  "headers": {
                    "content-length": "17",
                    "header1": "value1",
                    "header2": "value1,value2",
                    "host": "id.example",
                    "user-agent": "agent",
                    "x-amzn-trace-id": "trace",
                    "x-forwarded-for": "127.0.0.1",
                    "x-forwarded-port": "3000",
                    "x-forwarded-proto": "http"
                  },
                  "queryStringParameters": {"parameter1": "value1,value2", "parameter2": "a b"},
                  "requestContext": {
                    "accountId": "123456789012",
                    "apiId": "Items",
                    "domainName": "id.example",
                    "domainPrefix": "id",
                    "http": {
                      "method": "POST",
                      "path": "/my/päth",
                      "protocol": "HTTP/1.1",
                      "sourceIp": "127.0.0.1",
                      "userAgent": "agent"
                    },
                    "requestId": "c6f9af6e-7b62-11e6-9a41-93e8deadbeef",
                    "routeKey": "POST /my/{parameter1}",
                    "stage": "$default",
                    "time": "09/Apr/2015:12:34:56 +0000",
                    "timeEpoch": 1428582896000
                  },
                  "stageVariables": {"stageVariable1": "value1"},
                  "pathParameters": {"parameter1": "päth"},
                  "body": "Hello from Lambda",
                  "isBase64Encoded": false
                }
                """));
    }

    @Test
    void whatARequestDoesNotHaveIsNotInFormat2() {
        ObjectNode event = event(TestApis.http(folder, "", "$default"), request("GET", "/my/path", "", ""));

        assertThat(event.fieldNames())
                .toIterable()
                .containsExactly(
                        "version",
                        "routeKey",
                        "rawPath",
                        "rawQueryString",
                        "headers",
                        "requestContext",
                        "isBase64Encoded");
        assertThat(event.get("routeKey").textValue()).isEqualTo("$default");
    }

    @Test
    void bodyThatIsNoTextIsBase64InAnHttpApi() {
        ApiDefinition api = TestApis.http(folder, "", "POST /items");

        for (String text : List.of("text/csv", "application/json; charset=utf-8", "application/problem+json")) {
            assertThat(event(api, request("POST", "/items", "", "a", "Content-Type: " + text))
                            .get("body")
                            .textValue())
                    .isEqualTo("a");
        }
        for (String binary : List.of("image/png", "application/x-www-form-urlencoded")) {
            assertThat(event(api, request("POST", "/items", "", "a", "Content-Type: " + binary))
                            .get("body")
                            .textValue())
                    .isEqualTo("YQ==");
        }
    }

    @Test
    void addressesBehindAProxyStayInFront() {
        ObjectNode event = event(
                TestApis.rest(folder, "", "GET /items"),
                request("GET", "/items", "", "", "X-Forwarded-For: 192.0.2.1"));

        assertThat(event.at("/headers/X-Forwarded-For").textValue()).isEqualTo("192.0.2.1, 127.0.0.1");
    }

    /** The header of a trace is another one each time. */
    private static String text(ObjectNode event) {
        return event.toPrettyString().replaceAll("Root=1-[0-9a-f]{8}-[0-9a-f]{24}", "trace");
    }

    private static String expected(String json) throws IOException {
        return JSON.readTree(json).toPrettyString();
    }

    private static ObjectNode event(ApiDefinition api, ApiRequest request) {
        Routes routes = new Routes(api);
        Gateway gateway = api.kind() == ApiDefinition.Kind.REST
                ? new RestGateway(api, "123456789012", routes)
                : new HttpGateway(api, "123456789012");
        return gateway.event(
                request, routes.find(request.method(), request.path()).orElseThrow());
    }

    private static ApiRequest request(String method, String path, String query, String body, String... headers) {
        TreeMap<String, List<String>> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            named.merge(parts[0], List.of(parts[1]), (first, more) -> List.of(first.get(0), more.get(0)));
        }
        return new ApiRequest(
                method,
                path,
                query,
                named,
                body.getBytes(UTF_8),
                "127.0.0.1",
                3000,
                "HTTP/1.1",
                Instant.parse("2015-04-09T12:34:56Z"),
                "c6f9af6e-7b62-11e6-9a41-93e8deadbeef");
    }
}
