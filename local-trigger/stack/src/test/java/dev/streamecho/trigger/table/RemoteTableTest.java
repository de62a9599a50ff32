package dev.streamecho.trigger.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.EventStream.Position;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class RemoteTableTest {
    private static TestDynamoDb elsewhere;

    @BeforeAll
    static void start() {
        elsewhere = TestDynamoDb.start();
    }

    @AfterAll
    static void stop() {
        elsewhere.close();
    }

    @Test
    void theStreamOfATableElsewhereIsRead() {
        elsewhere.createTable("Read", StreamViewType.KEYS_ONLY);
        Instant before = Instant.now();
        elsewhere.put("Read", "{\"id\":\"1\"}");

        try (RemoteTable table =
                RemoteTable.open(elsewhere.local().endpoint(), TableReference.parse("Read"), "us-east-1")) {
            EventStream stream = table.streams().open(table.streamArn());
            String iterator = stream.shardIterator(stream.shards().get(0).id(), new Position.TrimHorizon());
            ChangeRecord record = stream.records(iterator, 1_000).records().get(0);

            assertThat(stream.arn()).isEqualTo(elsewhere.describe("Read").latestStreamArn());
            assertThat(record.itemKey()).isEqualTo("{\"id\":{\"S\":\"1\"}}");
            assertThat(record.arrival())
                    .as("not the minute that DynamoDB Local truncates it to")
                    .isBetween(before, Instant.now());
        }
    }

    @Test
    void aTableThatDoesNotExistIsTheUsersToFix() {
        URI endpoint = elsewhere.local().endpoint();

        assertThatThrownBy(() -> RemoteTable.open(endpoint, TableReference.parse("Missing"), "us-east-1"))
                .isInstanceOf(UserError.class)
                .hasMessage("there is no table Missing at " + endpoint);
    }

    @Test
    void aTableWithoutAStreamIsTheUsersToFix() {
        elsewhere.client().createTable(TestDynamoDb.table("Quiet").build());
        URI endpoint = elsewhere.local().endpoint();

        assertThatThrownBy(() -> RemoteTable.open(endpoint, TableReference.parse("Quiet"), "us-east-1"))
                .isInstanceOf(UserError.class)
                .hasMessage("Quiet at " + endpoint + " has no stream; switch it on with aws dynamodb update-table"
                        + " --stream-specification StreamEnabled=true,StreamViewType=NEW_IMAGE");
    }

    @Test
    void anAddressThatDoesNotAnswerIsTheUsersToFix() throws IOException {
        URI endpoint;
        try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            endpoint = URI.create("http://127.0.0.1:" + closedSoon.getLocalPort());
        }

        assertThatThrownBy(() -> RemoteTable.open(endpoint, TableReference.parse("Any"), "us-east-1"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(endpoint + " does not answer: ")
                .hasMessageContaining("Connection refused");
    }

    @Test
    void anAddressOfSomethingElseIsTheUsersToFix() throws IOException {
        HttpServer somethingElse = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        somethingElse.start();
        try {
            URI endpoint =
                    URI.create("http://127.0.0.1:" + somethingElse.getAddress().getPort());

            assertThatThrownBy(() -> RemoteTable.open(endpoint, TableReference.parse("Any"), "us-east-1"))
                    .isInstanceOf(UserError.class)
                    .hasMessage("Any at " + endpoint + ": the answer is not DynamoDB's (HTTP status 404)");
        } finally {
            somethingElse.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8000", "ftp://localhost", "/var/run/dynamodb"})
    void whatIsNoAddressIsTheUsersToFix(String url) {
        assertThatThrownBy(() -> RemoteTable.open(URI.create(url), TableReference.parse("Any"), "us-east-1"))
                .isInstanceOf(UserError.class)
                .hasMessage("--endpoint-url " + url + " is not an address; write it as http://localhost:8000");
    }

    @ParameterizedTest
    @CsvSource({
        "https://dynamodb.eu-west-1.amazonaws.com, eu-west-1, true",
        "https://streams.dynamodb.us-gov-west-1.amazonaws.com, us-gov-west-1, true",
        "https://dynamodb.cn-north-1.amazonaws.com.cn, cn-north-1, true",
        "http://localhost:4566, us-east-2, false",
        "https://dynamodb.example.com, us-east-2, false"
    })
    void onlyAnAddressOfAwsIsLeftToTheSdk(URI url, String region, boolean isAws) {
        assertThat(RemoteEndpoint.of(url, region)).isEqualTo(new RemoteEndpoint(url, region, isAws));
    }

    @Test
    void anAddressOfAwsWhoseStreamsAreElsewhereIsTheUsersToFix() {
        assertThatThrownBy(() ->
                        RemoteEndpoint.of(URI.create("https://dynamodb-fips.us-east-1.amazonaws.com"), "us-east-1"))
                .isInstanceOf(UserError.class)
                .hasMessage("--endpoint-url https://dynamodb-fips.us-east-1.amazonaws.com is not understood;"
                        + " AWS's is of the form https://dynamodb.eu-west-1.amazonaws.com");
    }

    @Test
    void anAddressOfAwsInAnotherRegionIsTheUsersToFix() {
        assertThatThrownBy(() -> RemoteEndpoint.of(URI.create("https://dynamodb.eu-west-1.amazonaws.com"), "us-east-1"))
                .isInstanceOf(UserError.class)
                .hasMessage("--endpoint-url https://dynamodb.eu-west-1.amazonaws.com is not of the region us-east-1;"
                        + " give --region eu-west-1");
    }
}
