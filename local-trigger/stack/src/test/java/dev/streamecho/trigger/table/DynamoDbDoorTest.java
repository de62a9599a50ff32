package dev.streamecho.trigger.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.http.RawHttp;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** What of other machines' pages comes to the tables. */
class DynamoDbDoorTest {
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private LocalDynamoDb dynamoDb;

    @BeforeEach
    void start() {
        // An origin that may call the APIs may not change the tables.
        Access access = new Access(InetAddress.getLoopbackAddress(), Set.of("db.test"), Set.of("https://app.example"));
        dynamoDb = LocalDynamoDb.start(TestDynamoDb.OWNER, 0, Optional.empty(), access, notices::add);
        dynamoDb.client().createTable(TestDynamoDb.table("Data").build());
    }

    @AfterEach
    void close() {
        dynamoDb.close();
    }

    @Test
    void programOfThisMachineChangesATable() {
        assertThat(RawHttp.status(put("Host: localhost:8000"))).isEqualTo(200);
        assertThat(RawHttp.status(put("Host: localhost:8000", "Origin: http://localhost:5173")))
                .isEqualTo(200);
        assertThat(RawHttp.status(put("Host: db.test"))).isEqualTo(200);
        assertThat(items()).isEqualTo(1);
        assertThat(notices).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost#Origin: https://evil.example",
                "Host: localhost#Origin: https://app.example",
                "Host: localhost#Origin: null",
                "Host: localhost#Sec-Fetch-Site: cross-site",
                "Host: localhost#Sec-Fetch-Site: cross-site#Sec-Fetch-Mode: navigate#Sec-Fetch-Dest: document",
                "Host: localhost#Referer: https://evil.example/",
            })
    void otherPageChangesNothing(String headers) {
        assertThat(put(headers.split("#")))
                .startsWith("HTTP/1.1 403 ")
                .contains("\"__type\":\"AccessDeniedException\",\"message\":\"DynamoDB refused ");
        assertThat(items()).isZero();
        assertThat(notices).singleElement().asString().startsWith("DynamoDB refused ");
    }

    @Test
    void questionOfABrowserIsNotAnsweredForAnotherPage() {
        assertThat(RawHttp.status(
                        port(),
                        "OPTIONS / HTTP/1.1",
                        "Host: localhost",
                        "Origin: https://evil.example",
                        "Access-Control-Request-Method: POST"))
                .isEqualTo(403);
    }

    private String put(String... headers) {
        String[] all = new String[headers.length + 3];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "X-Amz-Target: DynamoDB_20120810.PutItem";
        all[headers.length + 1] =
                "Authorization: AWS4-HMAC-SHA256 Credential=a/20260115/us-east-1/dynamodb/aws4_request";
        all[headers.length + 2] = "Content-Type: application/x-amz-json-1.0";
        return RawHttp.answer(
                port(), "POST / HTTP/1.1", "{\"TableName\":\"Data\",\"Item\":{\"id\":{\"S\":\"1\"}}}", all);
    }

    private long items() {
        return dynamoDb.handler()
                .scan(
                        "any",
                        "us-east-1",
                        ScanRequest.builder().tableName("Data").build())
                .count();
    }

    private int port() {
        return dynamoDb.endpoint().getPort();
    }
}
