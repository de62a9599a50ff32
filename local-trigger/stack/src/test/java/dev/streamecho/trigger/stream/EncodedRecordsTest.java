package dev.streamecho.trigger.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.stream.EventStream.Position;
import dev.streamecho.trigger.table.TestDynamoDb;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** The records of the real DynamoDB Local, as Lambda would deliver them. */
class EncodedRecordsTest {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private static TestDynamoDb dynamoDb;

    @BeforeAll
    static void start() {
        dynamoDb = TestDynamoDb.start();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    @Test
    void keysOnlyHasNoImage() throws IOException {
        assertThat(insertModifyRemove("Keys", StreamViewType.KEYS_ONLY))
                .containsExactly(
                        json("{'Keys':{'id':{'S':'1'}},'SizeBytes':3,'StreamViewType':'KEYS_ONLY'}"),
                        json("{'Keys':{'id':{'S':'1'}},'SizeBytes':3,'StreamViewType':'KEYS_ONLY'}"),
                        json("{'Keys':{'id':{'S':'1'}},'SizeBytes':3,'StreamViewType':'KEYS_ONLY'}"));
    }

    @Test
    void newImageIsAbsentFromARemove() throws IOException {
        assertThat(insertModifyRemove("New", StreamViewType.NEW_IMAGE))
                .containsExactly(
                        json("{'Keys':{'id':{'S':'1'}},'NewImage':{'id':{'S':'1'},'name':{'S':'Ada'}},"
                                + "'SizeBytes':13,'StreamViewType':'NEW_IMAGE'}"),
                        json("{'Keys':{'id':{'S':'1'}},'NewImage':{'id':{'S':'1'},'name':{'S':'Grace'}},"
                                + "'SizeBytes':15,'StreamViewType':'NEW_IMAGE'}"),
                        json("{'Keys':{'id':{'S':'1'}},'SizeBytes':3,'StreamViewType':'NEW_IMAGE'}"));
    }

    @Test
    void oldImageIsAbsentFromAnInsert() throws IOException {
        assertThat(insertModifyRemove("Old", StreamViewType.OLD_IMAGE))
                .containsExactly(
                        json("{'Keys':{'id':{'S':'1'}},'SizeBytes':3,'StreamViewType':'OLD_IMAGE'}"),
                        json("{'Keys':{'id':{'S':'1'}},'OldImage':{'id':{'S':'1'},'name':{'S':'Ada'}},"
                                + "'SizeBytes':13,'StreamViewType':'OLD_IMAGE'}"),
                        json("{'Keys':{'id':{'S':'1'}},'OldImage':{'id':{'S':'1'},'name':{'S':'Grace'}},"
                                + "'SizeBytes':15,'StreamViewType':'OLD_IMAGE'}"));
    }

    @Test
    void newAndOldImagesHasBothWhereThereAreBoth() throws IOException {
        assertThat(insertModifyRemove("Both", StreamViewType.NEW_AND_OLD_IMAGES))
                .containsExactly(
                        json("{'Keys':{'id':{'S':'1'}},'NewImage':{'id':{'S':'1'},'name':{'S':'Ada'}},"
                                + "'SizeBytes':13,'StreamViewType':'NEW_AND_OLD_IMAGES'}"),
                        json("{'Keys':{'id':{'S':'1'}},'NewImage':{'id':{'S':'1'},'name':{'S':'Grace'}},"
                                + "'OldImage':{'id':{'S':'1'},'name':{'S':'Ada'}},"
                                + "'SizeBytes':25,'StreamViewType':'NEW_AND_OLD_IMAGES'}"),
                        json("{'Keys':{'id':{'S':'1'}},'OldImage':{'id':{'S':'1'},'name':{'S':'Grace'}},"
                                + "'SizeBytes':15,'StreamViewType':'NEW_AND_OLD_IMAGES'}"));
    }

    /** The {@code dynamodb} parts of three changes, without what differs from run to run. */
    private static List<JsonNode> insertModifyRemove(String table, StreamViewType viewType) throws IOException {
        EventStream stream = dynamoDb.createTable(table, viewType);
        dynamoDb.put(table, "{\"id\":\"1\",\"name\":\"Ada\"}");
        dynamoDb.put(table, "{\"id\":\"1\",\"name\":\"Grace\"}");
        dynamoDb.delete(table, "{\"id\":\"1\"}");
        List<JsonNode> records = readAll(stream);
        assertThat(records)
                .extracting(record -> record.path("eventName").textValue())
                .containsExactly("INSERT", "MODIFY", "REMOVE");
        List<JsonNode> changes = new ArrayList<>();
        for (JsonNode record : records) {
            changes.add(((ObjectNode) record.path("dynamodb"))
                    .without(List.of("ApproximateCreationDateTime", "SequenceNumber")));
        }
        return changes;
    }

    @Test
    void everyAttributeTypeIsDeliveredAsItIsInTheSampleEvent() throws Exception {
        EventStream stream = dynamoDb.createTable("AllTypes", StreamViewType.NEW_IMAGE);
        ObjectNode image =
                (ObjectNode) sample("all-types.json", 0).path("dynamodb").path("NewImage");
        putTyped("AllTypes", image);

        JsonNode record = readAll(stream).get(0);

        ObjectNode delivered = (ObjectNode) record.path("dynamodb").path("NewImage");
        // Sets have no order, and DynamoDB Local's of binaries is not AWS's.
        assertThat(delivered.remove("binaries").path("BS"))
                .containsExactlyInAnyOrderElementsOf(image.remove("binaries").path("BS"));
        assertThat(delivered).isEqualTo(image);
    }

    @Test
    void theKeysOfARecordAreInTheOrderOfTheSampleEvent() throws Exception {
        EventStream stream = dynamoDb.createTable("Ordered", StreamViewType.NEW_AND_OLD_IMAGES);
        dynamoDb.put("Ordered", "{\"id\":\"1\",\"name\":\"Ada\"}");
        dynamoDb.put("Ordered", "{\"id\":\"1\",\"name\":\"Grace\"}");
        JsonNode sample = sample("mixed-batch.json", 2);

        JsonNode modify = readAll(stream).get(1);

        assertThat(modify.fieldNames()).toIterable().containsExactlyElementsOf(sample::fieldNames);
        assertThat(modify.path("dynamodb").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(sample.path("dynamodb")::fieldNames);
    }

    @Test
    void aRecordTellsItsStreamRegionAndTime() throws Exception {
        EventStream stream = dynamoDb.createTable("Told", StreamViewType.KEYS_ONLY);
        long before = Instant.now().getEpochSecond();
        dynamoDb.put("Told", "{\"id\":\"1\"}");
        long after = Instant.now().getEpochSecond();

        JsonNode record = readAll(stream).get(0);

        assertThat(record.path("eventID").textValue()).matches("[0-9a-f]{32}");
        assertThat(record.path("eventVersion").textValue()).isEqualTo("1.1");
        assertThat(record.path("eventSource").textValue()).isEqualTo("aws:dynamodb");
        assertThat(record.path("awsRegion").textValue()).isEqualTo("eu-west-3");
        assertThat(record.path("eventSourceARN").textValue()).isEqualTo(stream.arn());
        assertThat(record.path("dynamodb").path("SequenceNumber").textValue()).matches("[0-9]{21,40}");
        assertThat(record.path("dynamodb").path("ApproximateCreationDateTime").isIntegralNumber())
                .isTrue();
        assertThat(record.path("dynamodb").path("ApproximateCreationDateTime").longValue())
                .isBetween(before, after);
    }

    @Test
    void aDeleteByTimeToLiveIsARemoveByTheService() throws Exception {
        EventStream stream = dynamoDb.createTable("Expiring", StreamViewType.NEW_AND_OLD_IMAGES);
        dynamoDb.client()
                .updateTimeToLive(update -> update.tableName("Expiring")
                        .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("expiresAt")));
        long past = Instant.now().getEpochSecond() - 60;
        dynamoDb.put("Expiring", "{\"id\":\"1\",\"expiresAt\":%d}".formatted(past));

        await().until(() -> readAll(stream).size() == 2);

        JsonNode remove = readAll(stream).get(1);
        assertThat(remove.path("eventName").textValue()).isEqualTo("REMOVE");
        assertThat(remove.path("userIdentity"))
                .isEqualTo(json("{'type':'Service','principalId':'dynamodb.amazonaws.com'}"));
        assertThat(remove.path("dynamodb").path("OldImage"))
                .isEqualTo(json("{'id':{'S':'1'},'expiresAt':{'N':'%d'}}".formatted(past)));
    }

    private static JsonNode sample(String file, int record) throws IOException {
        return JSON.readTree(Path.of("../../events", file).toFile())
                .path("Records")
                .path(record);
    }

    private static List<JsonNode> readAll(EventStream stream) throws IOException {
        String iterator = stream.shardIterator(stream.shards().get(0).id(), new Position.TrimHorizon());
        List<JsonNode> records = new ArrayList<>();
        for (ChangeRecord record : stream.records(iterator, 1_000).records()) {
            records.add(JSON.readTree(record.json()));
        }
        return records;
    }

    /** Puts an item in DynamoDB's JSON, as {@code aws dynamodb put-item} does. */
    private static void putTyped(String table, JsonNode item) throws Exception {
        ObjectNode request = JSON.createObjectNode().put("TableName", table).set("Item", item);
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(dynamoDb.local().endpoint())
                                .header("X-Amz-Target", "DynamoDB_20120810.PutItem")
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=a/20260115/b/dynamodb/aws4_request")
                                .header("Content-Type", "application/x-amz-json-1.0")
                                .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static JsonNode json(String json) throws IOException {
        return JSON.readTree(json);
    }
}
