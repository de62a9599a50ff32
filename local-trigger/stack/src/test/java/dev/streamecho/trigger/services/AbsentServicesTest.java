package dev.streamecho.trigger.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

class AbsentServicesTest {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private HttpServer queues;
    private AbsentServices services;

    @BeforeEach
    void setUp() throws IOException {
        queues = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        queues.createContext("/", exchange -> {
            byte[] answer = "{\"QueueUrls\":[\"http://here/orders\"]}".getBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        queues.start();
        URI here = URI.create("http://127.0.0.1:" + queues.getAddress().getPort());
        services = AbsentServices.start(Map.of("sqs", here), notices::add);
    }

    @AfterEach
    void tearDown() {
        services.close();
        queues.stop(0);
    }

    @Test
    void aCallIsRefusedOnceWithTheNameOfItsService() {
        try (LambdaClient lambda = LambdaClient.builder()
                .endpointOverride(services.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> lambda.invoke(request -> request.functionName("Other")))
                        .isInstanceOfSatisfying(AwsServiceException.class, error -> {
                            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ServiceNotAvailableLocally");
                            assertThat(error.awsErrorDetails().errorMessage())
                                    .isEqualTo(
                                            "Lambda is not here: the local trigger has DynamoDB and the queues of the"
                                                    + " template");
                            assertThat(error.numAttempts()).isEqualTo(1);
                        });
            }
        }

        assertThat(notices)
                .containsExactly(
                        "Lambda is not here, and calls to it are refused: the first has come; to have it, set"
                                + " AWS_ENDPOINT_URL_LAMBDA of the function to where it is, with --env-vars or in the template");
    }

    @Test
    void s3sErrorIsXml() {
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(services.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            assertThatThrownBy(() -> s3.getObjectAsBytes(
                            request -> request.bucket("files").key("a")))
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            error -> assertThat(error.awsErrorDetails().errorCode())
                                    .isEqualTo("ServiceNotAvailableLocally"));
        }
    }

    @Test
    void aCallOfAServiceThatIsHereIsPassedOn() {
        try (SqsClient sqs = SqsClient.builder()
                .endpointOverride(services.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            assertThat(sqs.listQueues().queueUrls()).containsExactly("http://here/orders");
        }
        assertThat(notices).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            sns,     application/x-www-form-urlencoded, SNS,            AWS_ENDPOINT_URL_SNS
            events,  application/x-amz-json-1.1,        EventBridge,    AWS_ENDPOINT_URL_EVENTBRIDGE
            states,  application/x-amz-json-1.0,        Step Functions, AWS_ENDPOINT_URL_SFN
            ses,     application/json,                  SES,            AWS_ENDPOINT_URL_SES
            comprehend, application/x-amz-json-1.1,     comprehend,     AWS_ENDPOINT_URL
            """)
    void theLineNamesTheServiceAndItsVariable(String scope, String type, String name, String variable)
            throws Exception {
        HttpResponse<String> answer = post(
                "AWS4-HMAC-SHA256 Credential=local/20261126/eu-central-1/%s/aws4_request, SignedHeaders=host, Signature=0"
                        .formatted(scope),
                type);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("ServiceNotAvailableLocally", name + " is not here");
        assertThat(notices)
                .singleElement()
                .asString()
                .startsWith(name + " is not here, ")
                .contains(variable + " of");
    }

    @Test
    void anUnsignedCallIsRefusedToo() throws Exception {
        assertThat(post("", "application/json").statusCode()).isEqualTo(400);
        assertThat(notices)
                .singleElement()
                .asString()
                .startsWith("a service of AWS whose call is not signed is not here");
    }

    private HttpResponse<String> post(String authorization, String type) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(services.endpoint())
                .header("Authorization", authorization)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
