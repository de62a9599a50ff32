package dev.streamecho.trigger.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.http.Access;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class LocalDynamoDbTest {
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
    void everyOtherInterfaceIsRefused() throws IOException {
        int port = dynamoDb.local().endpoint().getPort();
        List<InetAddress> others = Stream.concat(
                        NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses),
                        // Linux answers on the whole network 127.0.0.0/8; macOS says nothing there.
                        OS.LINUX.isCurrentOs() ? Stream.of(InetAddress.getByName("127.0.0.2")) : Stream.empty())
                .filter(address -> address instanceof Inet4Address
                        && !address.getHostAddress().equals("127.0.0.1"))
                .toList();

        assertThat(others).isNotEmpty().allSatisfy(address -> {
            try (Socket socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 5_000))
                        .isInstanceOf(ConnectException.class);
            }
        });
    }

    @Test
    void theTableIsTheSameForAnyRegionAndCredentials() {
        dynamoDb.createTable("Shared", StreamViewType.NEW_IMAGE);
        dynamoDb.put("Shared", "{\"id\":\"1\",\"name\":\"Ada\"}");

        for (Region region : List.of(Region.US_EAST_1, Region.CN_NORTH_1, Region.of("some_where 1"))) {
            try (DynamoDbClient client = dynamoDb.http(region, "a-key/of_" + region.id())) {
                assertThat(client.getItem(get -> get.tableName("Shared").key(Map.of("id", AttributeValue.fromS("1"))))
                                .item())
                        .containsEntry("name", AttributeValue.fromS("Ada"));
            }
        }
    }

    @Test
    void arnsAreThoseOfTheOwner() {
        dynamoDb.createTable("Shown", StreamViewType.NEW_IMAGE);

        try (DynamoDbClient client = dynamoDb.http(Region.US_EAST_1, "any")) {
            TableDescription table = client.describeTable(describe -> describe.tableName("Shown"))
                    .table();
            assertThat(table.tableArn()).isEqualTo("arn:aws:dynamodb:eu-west-3:123456789012:table/Shown");
            assertThat(table.latestStreamArn())
                    .isEqualTo(
                            "arn:aws:dynamodb:eu-west-3:123456789012:table/Shown/stream/" + table.latestStreamLabel());
        }
    }

    @Test
    void aStreamIsFoundByItsArnAndByDynamoDbLocalsOwn() {
        String shown =
                dynamoDb.createTable("Streamed", StreamViewType.NEW_IMAGE).arn();
        String own = shown.replace("eu-west-3:123456789012", "ddblocal:000000000000");

        try (DynamoDbStreamsClient client = httpStreamsClient()) {
            for (String arn : List.of(shown, own)) {
                String shardId = client.describeStream(describe -> describe.streamArn(arn))
                        .streamDescription()
                        .shards()
                        .get(0)
                        .shardId();
                assertThat(client.getShardIterator(iterator ->
                                        iterator.streamArn(arn).shardId(shardId).shardIteratorType("TRIM_HORIZON"))
                                .shardIterator())
                        .isNotEmpty();
            }
            assertThat(client.listStreams(list -> list.tableName("Streamed")).streams())
                    .singleElement()
                    .satisfies(stream -> assertThat(stream.streamArn()).isEqualTo(shown));
        }
    }

    @Test
    void aRequestThatSaysNothingIsRefusedAsDynamoDbRefusesIt() throws Exception {
        for (String operation : List.of("PutItem", "BatchWriteItem", "TransactWriteItems", "CreateTable")) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(dynamoDb.local().endpoint())
                                    .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                                    .header(
                                            "Authorization",
                                            "AWS4-HMAC-SHA256 Credential=a/20260115/b/dynamodb/aws4_request")
                                    .header("Content-Type", "application/x-amz-json-1.0")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(operation).isEqualTo(400);
            assertThat(response.body()).as(operation).contains("ValidationException");
        }
    }

    @Test
    void aPortInUseIsTheUsersToFix() {
        int taken = dynamoDb.local().endpoint().getPort();

        assertThatThrownBy(() ->
                        LocalDynamoDb.start(TestDynamoDb.OWNER, taken, Optional.empty(), Access.LOOPBACK, line -> {}))
                .isInstanceOf(UserError.class)
                .hasMessage("port %d is in use: stop what listens there, or choose another; --port 0 takes any free one"
                        .formatted(taken));
    }

    @Test
    void itsPortIsFreeOnceItIsClosed() {
        URI endpoint;
        try (TestDynamoDb other = TestDynamoDb.start()) {
            endpoint = other.local().endpoint();
        }
        try (LocalDynamoDb again = LocalDynamoDb.start(
                TestDynamoDb.OWNER, endpoint.getPort(), Optional.empty(), Access.LOOPBACK, line -> {})) {
            assertThat(again.endpoint()).isEqualTo(endpoint);
        }
    }

    private static DynamoDbStreamsClient httpStreamsClient() {
        return DynamoDbStreamsClient.builder()
                .endpointOverride(dynamoDb.local().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
