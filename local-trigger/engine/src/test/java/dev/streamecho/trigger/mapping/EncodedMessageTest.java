package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.mapping.QueueMessage.Attribute;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The records of the service's documentation and of a recorded event. */
class EncodedMessageTest {
    private static final Map<String, String> ATTRIBUTES = inOrder(
            "ApproximateReceiveCount", "1",
            "SentTimestamp", "1545082649183",
            "SenderId", "AIDAIENQZJOLO23YVJ4VO",
            "ApproximateFirstReceiveTimestamp", "1545082649185");

    @Test
    void aRecordHasTheFieldsOfTheServiceInItsOrder() {
        assertThat(json(Map.of(), 0))
                .isEqualTo(
                        "{\"messageId\":\"059f36b4-87a3-44ab-83d2-661975830a7d\",\"receiptHandle\":\"AQEB\","
                                + "\"body\":\"Test message.\",\"attributes\":{\"ApproximateReceiveCount\":\"1\","
                                + "\"SentTimestamp\":\"1545082649183\",\"SenderId\":\"AIDAIENQZJOLO23YVJ4VO\","
                                + "\"ApproximateFirstReceiveTimestamp\":\"1545082649185\"},\"messageAttributes\":{},"
                                + "\"md5OfBody\":\"e4e68fb7bd0e697a0ae8f1bb342846b3\",\"eventSource\":\"aws:sqs\","
                                + "\"eventSourceARN\":\"arn:aws:sqs:eu-west-1:123456789012:jobs\",\"awsRegion\":\"eu-west-1\"}");
    }

    @Test
    void theDigestOfAbsentAttributesIsNullWithAWindow() {
        assertThat(json(Map.of(), 1))
                .contains("\"messageAttributes\":{},\"md5OfMessageAttributes\":null,\"md5OfBody\":");
    }

    @Test
    void attributesOfTheSenderHaveTheirTypesAndTheirDigest() {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("WeeksOn", new Attribute("Number", "6"));
        attributes.put("Author", new Attribute("String", "John Grisham"));
        attributes.put("Title", new Attribute("String", "The Whistler"));

        assertThat(json(attributes, 0))
                .contains("\"messageAttributes\":{\"WeeksOn\":{\"stringValue\":\"6\",\"stringListValues\":[],"
                        + "\"binaryListValues\":[],\"dataType\":\"Number\"},\"Author\":")
                .contains("\"md5OfMessageAttributes\":\"d25a6aea97eb8f585bfa92d314504a92\"");
    }

    @Test
    void aBinaryAttributeIsBase64() {
        assertThat(json(Map.of("bytes", new Attribute("Binary.gif", "AAEC")), 0))
                .contains("\"bytes\":{\"binaryValue\":\"AAEC\",\"stringListValues\":[],\"binaryListValues\":[],"
                        + "\"dataType\":\"Binary.gif\"}");
    }

    private static String json(Map<String, Attribute> messageAttributes, int windowSeconds) {
        QueueMessage message = new QueueMessage(
                "059f36b4-87a3-44ab-83d2-661975830a7d",
                "AQEB",
                "Test message.",
                1,
                Instant.ofEpochMilli(1_545_082_649_183L),
                ATTRIBUTES,
                messageAttributes);
        QueueMapping mapping = TestQueueMapping.mapping()
                .maximumBatchingWindowInSeconds(windowSeconds)
                .build();
        return new String(EncodedMessage.of(message, mapping).json(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> inOrder(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
