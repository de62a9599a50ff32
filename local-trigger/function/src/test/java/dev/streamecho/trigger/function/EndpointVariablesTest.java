package dev.streamecho.trigger.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointVariablesTest {
    private static final URI HERE = URI.create("http://127.0.0.1:8000");

    @Test
    void streamsAreWhereTheirTablesAre() {
        assertThat(EndpointVariables.dynamoDb(HERE))
                .isEqualTo(Map.of(
                        "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000",
                        "AWS_ENDPOINT_URL_DYNAMODB_STREAMS", "http://127.0.0.1:8000"));
    }

    @Test
    void aServiceIsNamedByItsIdentifierInSdks() {
        assertThat(EndpointVariables.of("Secrets Manager")).isEqualTo("AWS_ENDPOINT_URL_SECRETS_MANAGER");
        assertThat(EndpointVariables.sqs(HERE)).containsOnlyKeys("AWS_ENDPOINT_URL_SQS");
        assertThat(EndpointVariables.anyService(HERE)).containsOnlyKeys("AWS_ENDPOINT_URL");
    }
}
