package dev.streamecho.trigger.function.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalEndpointTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_ENDPOINT_URL_DYNAMODB", "http://here:1",
            "AWS_ENDPOINT_URL_DYNAMODB_STREAMS", "http://here:2",
            "AWS_ENDPOINT_URL", "http://here:3",
            "AWS_ENDPOINT_URL_SFN", "http://there:4");

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://dynamodb.eu-central-1.amazonaws.com,         http://here:1
            https://DynamoDB.cn-north-1.amazonaws.com.cn,        http://here:1
            https://dynamodb.eu-central-1.api.aws,               http://here:1
            https://streams.dynamodb.us-east-1.amazonaws.com,    http://here:2
            https://sns.eu-central-1.amazonaws.com,              http://here:3
            https://states.eu-central-1.amazonaws.com,           http://there:4
            https://files.s3.eu-central-1.amazonaws.com,         http://here:3
            http://localhost:4566,
            https://dynamodb.example.com,
            """)
    void callsToAwsComeHereAndOthersStay(URI endpoint, URI here) {
        assertThat(LocalEndpoint.insteadOf(endpoint, ENVIRONMENT).orElse(null)).isEqualTo(here);
    }

    @ParameterizedTest
    @CsvSource("https://sns.eu-central-1.amazonaws.com")
    void withoutAVariableTheEndpointStays(URI endpoint) {
        assertThat(LocalEndpoint.insteadOf(endpoint, Map.of())).isEmpty();
    }
}
