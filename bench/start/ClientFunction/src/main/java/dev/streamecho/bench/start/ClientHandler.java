package dev.streamecho.bench.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Gets one item, with the HTTP client that the environment variable {@code HTTP_CLIENT} names. */
public final class ClientHandler implements RequestStreamHandler {
    private final DynamoDbClient client = client(System.getenv("HTTP_CLIENT"));

    private static DynamoDbClient client(String httpClient) {
        if (httpClient.equals("default")) {
            return DynamoDbClient.create();
        }
        return DynamoDbClient.builder()
                .region(Region.of(System.getenv("AWS_REGION")))
                .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                .httpClient(http(httpClient))
                .build();
    }

    private static SdkHttpClient http(String httpClient) {
        return switch (httpClient) {
            case "url-connection" -> UrlConnectionHttpClient.create();
            case "crt" -> AwsCrtHttpClient.create();
            case "apache" -> Apache5HttpClient.create();
            default -> throw new IllegalArgumentException(httpClient);
        };
    }

    @Override
    public void handleRequest(InputStream event, OutputStream output, Context context) throws IOException {
        event.readAllBytes();
        Map<String, AttributeValue> item = client.getItem(GetItemRequest.builder()
                        .tableName(System.getenv("TABLE"))
                        .key(Map.of("itemKey", AttributeValue.fromS("1")))
                        .build())
                .item();
        output.write(("{\"statusCode\":200,\"body\":\"" + item.size() + "\"}").getBytes(UTF_8));
    }
}
