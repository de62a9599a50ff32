package dev.streamecho.trigger.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class RecordEncoderTest {
    private static final String ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/"
            + "stream-echo-DataTable-1K9S7QZJX4B2M/stream/2026-01-15T09:30:00.123";

    private final RecordEncoder encoder = new RecordEncoder("us-east-1", ARN);

    @Test
    void aDeleteByTheServiceIsEncodedByteForByteAsTheSampleEvent() throws IOException {
        Map<String, AttributeValue> old = new LinkedHashMap<>();
        old.put("id", AttributeValue.fromS("1"));
        old.put("name", AttributeValue.fromS("Ada Lovelace"));
        old.put("expiresAt", AttributeValue.fromN("1768473060"));
        Record record = Record.builder()
                .eventID("0f4fce5464fc2506f399691499241188")
                .eventName(OperationType.REMOVE)
                .eventVersion("1.1")
                .eventSource("aws:dynamodb")
                .awsRegion("us-east-1")
                .dynamodb(change -> change.keys(Map.of("id", AttributeValue.fromS("1")))
                        .oldImage(old)
                        .sequenceNumber("100000000000000074315516")
                        .sizeBytes(37L)
                        .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .userIdentity(identity -> identity.type("Service").principalId("dynamodb.amazonaws.com"))
                .build();

        ChangeRecord encoded = encoder.encode(record, Instant.parse("2026-01-15T10:34:00.789Z"));

        String sample = new ObjectMapper()
                .readTree(Path.of("../../events/ttl-delete.json").toFile())
                .path("Records")
                .path(0)
                .toString();
        assertThat(new String(encoded.json(), UTF_8)).isEqualTo(sample);
    }

    @Test
    void theItemsKeyIsTheSameInWhateverOrderItsAttributesCome() {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        key.put("sort", AttributeValue.fromN("7"));
        key.put("id", AttributeValue.fromB(SdkBytes.fromUtf8String("Ada")));
        Map<String, AttributeValue> turned = new LinkedHashMap<>();
        turned.put("id", key.get("id"));
        turned.put("sort", key.get("sort"));

        assertThat(ItemKey.of(key)).isEqualTo("{\"id\":{\"B\":\"QWRh\"},\"sort\":{\"N\":\"7\"}}");
        assertThat(ItemKey.of(turned)).isEqualTo(ItemKey.of(key));
    }
}
