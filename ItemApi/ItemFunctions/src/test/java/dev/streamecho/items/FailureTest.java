package dev.streamecho.items;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.items.Gateway.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

class FailureTest {
    private static final String ITEM = "{\"itemKey\":\"1\",\"name\":\"Ada\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProvisionedThroughputExceededException",
                "ThrottlingException",
                "RequestLimitExceeded",
            })
    void throttlingAsksToRetry(String code) throws IOException {
        Gateway put = put(refusing(400, code, "too fast"));

        Answer answer = put.post(ITEM);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
        assertThat(answer.message()).isEqualTo("DynamoDB cannot take the request now; retry it");
        assertThat(put.log()).singleElement().asString().contains(code, "status 400", "request id R1");
    }

    @Test
    void serviceErrorAsksToRetry() throws IOException {
        assertThat(put(refusing(500, "InternalServerError", "")).post(ITEM).status())
                .isEqualTo(503);
    }

    @Test
    void lostConnectionAsksToRetry() throws IOException {
        Gateway put = put(failing(new IOException("Connection reset by Ada")));

        assertThat(put.post(ITEM).status()).isEqualTo(503);
        assertThat(put.log())
                .singleElement()
                .asString()
                .contains("caused by java.io.IOException")
                .doesNotContain("Ada");
    }

    @Test
    void unknownEndpointAsksToRetry() throws IOException {
        assertThat(put(failing(new UnknownHostException("dynamodb.us-east-1.amazonaws.com")))
                        .post(ITEM)
                        .status())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDeniedException, User arn:aws:sts::123456789012:assumed-role/secret may not",
        "ResourceNotFoundException, Requested resource not found: Table: secret not found",
    })
    void internalFailuresAreNotDisclosed(String code, String message) throws IOException {
        Gateway put = put(refusing(400, code, message));

        Answer answer = put.post(ITEM);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(put.log()).singleElement().asString().contains(code).doesNotContain("secret");
    }

    @Test
    void refusedItemIsNotRepeated() throws IOException {
        Gateway put = put(refusing(400, "ValidationException", "The value Ada is not allowed"));

        Answer answer = put.post(ITEM);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"message\":\"DynamoDB refuses the request\"}");
        assertThat(put.log()).singleElement().asString().doesNotContain("Ada");
    }

    @Test
    void defectIsLoggedWithoutItsMessage() throws IOException {
        Gateway gateway = new Gateway(new RestHandler() {
            @Override
            Response answer(Request request) {
                throw new IllegalStateException("of the item of Ada");
            }
        });

        assertThat(gateway.post(ITEM).status()).isEqualTo(500);
        assertThat(gateway.log())
                .singleElement()
                .asString()
                .startsWith("Failed: java.lang.IllegalStateException at dev.streamecho.items.FailureTest")
                .doesNotContain("Ada");
    }

    private static Gateway put(SdkHttpClient http) {
        return new Gateway(new PutItemHandler(
                new ItemTable(Clients.dynamoDb(Map.of("AWS_REGION", "us-east-1"), http), "ItemTable")));
    }

    private static SdkHttpClient refusing(int status, String code, String message) {
        String body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"" + message + "\"}";
        return answering(() -> HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .putHeader("x-amzn-RequestId", "R1")
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(UTF_8))))
                .build());
    }

    private static SdkHttpClient failing(IOException failure) {
        return answering(() -> {
            throw failure;
        });
    }

    private interface Call {
        HttpExecuteResponse answer() throws IOException;
    }

    private static SdkHttpClient answering(Call call) {
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() throws IOException {
                        return call.answer();
                    }

                    @Override
                    public void abort() {}
                };
            }

            @Override
            public void close() {}
        };
    }
}
