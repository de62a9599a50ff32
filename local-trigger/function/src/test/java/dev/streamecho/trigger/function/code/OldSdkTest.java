package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.streamecho.trigger.function.FunctionConfiguration;
import dev.streamecho.trigger.function.FunctionFiles;
import dev.streamecho.trigger.function.FunctionLog;
import dev.streamecho.trigger.function.LocalFunction;
import dev.streamecho.trigger.function.LoggingConfig;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.Success;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions whose AWS SDK knows no variable for another endpoint. */
class OldSdkTest {
    @TempDir
    private Path folder;

    private final List<String> notices = new CopyOnWriteArrayList<>();

    @Test
    void callsOfVersionOneArriveHere() throws Exception {
        assertThat(tables(
                        "com.amazonaws:aws-java-sdk-dynamodb:1.12.797",
                        "com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder.defaultClient().listTables()"
                                + ".getTableNames().toString()"))
                .isEqualTo("\"[Here]\"");
        assertThat(notices)
                .containsExactly(
                        "HelloFunction: AWS SDK for Java 1.12.797 does not read AWS_ENDPOINT_URL_DYNAMODB, so a"
                                + " request handler is added here that does; clients with an endpoint of their own keep it");
    }

    @Test
    void callsOfVersionTwoBeforeItReadTheVariableArriveHere() throws Exception {
        assertThat(tables(
                        "software.amazon.awssdk:dynamodb:2.28.0",
                        "software.amazon.awssdk.services.dynamodb.DynamoDbClient.create().listTables().tableNames()"
                                + ".toString()"))
                .isEqualTo("\"[Here]\"");
        assertThat(notices)
                .containsExactly("HelloFunction: AWS SDK for Java 2.28.0 does not read AWS_ENDPOINT_URL_DYNAMODB, so a"
                        + " request handler is added here that does; clients with an endpoint of their own keep it");
    }

    @ParameterizedTest
    @CsvSource({
        "software.amazon.awssdk/aws-core, 2.20.0, true",
        "software.amazon.awssdk/aws-core, 2.28.1, false",
        "com.amazonaws/aws-java-sdk-core, 1.12.797, true"
    })
    void ofAnOldSdkWithRenamedPackagesALineSaysSo(String artifact, String version, boolean isNamed) throws Exception {
        MavenProject project = MavenProject.create(folder.resolve("HelloFunction"), "\"hello\"");
        Path properties =
                project.folder().resolve("src/main/resources/META-INF/maven").resolve(artifact + "/pom.properties");
        Files.createDirectories(properties.getParent());
        Files.writeString(properties, "version=" + version + "\n");

        assertThat(answer(project, Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:1")))
                .isEqualTo("\"hello\"");
        assertThat(notices)
                .isEqualTo(
                        isNamed
                                ? List.of("HelloFunction: AWS SDK for Java " + version
                                        + ", whose packages are renamed in the code, does not read"
                                        + " AWS_ENDPOINT_URL_DYNAMODB, and calls AWS itself, with credentials of no account;"
                                        + " give its clients the variable's value as their endpoint")
                                : List.of());
    }

    /** What a function with this dependency answers. */
    private String tables(String dependency, String answer) throws Exception {
        MavenProject project = MavenProject.create(folder.resolve("HelloFunction"), answer);
        Path pom = project.folder().resolve("pom.xml");
        String[] coordinates = dependency.split(":");
        Files.writeString(
                pom,
                Files.readString(pom)
                        .replace(
                                "</dependencies>",
                                "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency></dependencies>"
                                        .formatted((Object[]) coordinates)));
        HttpServer dynamoDb = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dynamoDb.createContext("/", exchange -> {
            byte[] tables = "{\"TableNames\":[\"Here\"]}".getBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, tables.length);
            exchange.getResponseBody().write(tables);
            exchange.close();
        });
        dynamoDb.start();
        String endpoint = "http://127.0.0.1:" + dynamoDb.getAddress().getPort();
        try {
            return answer(project, Map.of("AWS_ENDPOINT_URL_DYNAMODB", endpoint));
        } finally {
            dynamoDb.stop(0);
        }
    }

    private String answer(MavenProject project, Map<String, String> environment) throws Exception {
        FunctionCode code = new CodeBuilder(folder.resolve("builds"), new RecordingLog())
                .build(FunctionSource.of("HelloFunction", "java17", project.folder()));
        try (LocalFunction function = new LocalFunction(configuration(code, environment), new Notices())) {
            function.start();
            Outcome outcome = function.invoke("{}".getBytes()).outcome();
            assertThat(outcome).as(outcome.describe()).isInstanceOf(Success.class);
            return new String(((Success) outcome).response());
        }
    }

    private static FunctionConfiguration configuration(FunctionCode code, Map<String, String> environment) {
        return new FunctionConfiguration(
                "HelloFunction",
                "hello",
                "arn:aws:lambda:eu-central-1:123456789012:function:hello",
                "$LATEST",
                "java17",
                FunctionFiles.of(code.taskRoot()),
                "example.Handler",
                Duration.ofSeconds(60),
                512,
                environment,
                "eu-central-1",
                LoggingConfig.ofDefaults("hello"));
    }

    private final class Notices implements FunctionLog {
        @Override
        public void line(String logicalId, Optional<String> requestId, String line) {
            // What SDKs log does not matter here.
        }

        @Override
        public void notice(String logicalId, String text) {
            notices.add(logicalId + ": " + text);
        }
    }
}
