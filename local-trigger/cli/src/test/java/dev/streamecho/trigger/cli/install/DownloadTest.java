package dev.streamecho.trigger.cli.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.screen.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final byte[] CONTENT = "the content of a jar".getBytes(UTF_8);
    private static final String FILE = "/maven2/software/amazon/dynamodb/DynamoDBLocal/3.3.1/DynamoDBLocal-3.3.1.jar";

    @TempDir
    private Path folder;

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private Path file;

    @BeforeEach
    void serveIt() throws IOException {
        file = folder.resolve("dynamodb-local/DynamoDBLocal-3.3.1.jar");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().toString());
            boolean has = exchange.getRequestURI().getPath().equals(FILE);
            exchange.sendResponseHeaders(has ? 200 : 404, has ? CONTENT.length : -1);
            if (has) {
                exchange.getResponseBody().write(CONTENT);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theFileIsThereWithItsContent() throws Exception {
        List<String> progress = new ArrayList<>();
        take(address() + "/maven2", sha256(), (phase, done, all) -> progress.add(phase + " " + done + "/" + all));
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(progress).containsExactly("DynamoDBLocal-3.3.1.jar 20/20");
    }

    @Test
    void whatIsThereAlreadyIsNotFetchedAgain() throws Exception {
        take(address() + "/maven2", sha256(), Progress.NONE);
        take(address() + "/maven2", sha256(), Progress.NONE);
        assertThat(requests).hasSize(1);
    }

    @Test
    void anotherFileIsRefusedAndNotKept() {
        assertThatThrownBy(() -> take(address() + "/maven2", "0123", Progress.NONE))
                .hasMessage("what it has as DynamoDBLocal-3.3.1.jar has the SHA-256 checksum " + sha256()
                        + " instead of 0123");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.{jar,unfinished}");
    }

    @Test
    void aRepositoryWithoutItIsSaid() {
        assertThatThrownBy(() -> take(address() + "/other", sha256(), Progress.NONE))
                .hasMessage("it answers 404 for software/amazon/dynamodb/DynamoDBLocal/3.3.1/DynamoDBLocal-3.3.1.jar");
    }

    @Test
    void whatAKilledProcessLeftIsOverwritten() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file.resolveSibling("DynamoDBLocal-3.3.1.jar.unfinished"), "x".repeat(1000));
        take(address() + "/maven2", sha256(), Progress.NONE);
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void aProxyIsAskedForEverythingButWhatIsExcepted() throws Exception {
        take(Map.of("TRIGGER_MAVEN_MIRROR", "http://repository.example/maven2", "HTTP_PROXY", address()));
        assertThat(requests).containsExactly("http://repository.example" + FILE);

        Proxies proxies =
                new Proxies(Map.of("https_proxy", "proxy.example:3128", "no_proxy", "localhost, .corp.example"));
        assertThat(proxies.of(URI.create("https://repo.corp.example/")).toString())
                .isEqualTo("DIRECT");
        assertThat(proxies.of(URI.create("https://notcorp.example/")).toString())
                .contains("proxy.example", "3128");
    }

    @Test
    void aMirrorMayNeedAPasswordWhichIsNotShown() {
        Repository repository =
                Repository.of(Map.of("TRIGGER_MAVEN_MIRROR", "https://ada:secret@mirror.example/maven"));
        assertThat(repository.shown()).isEqualTo("https://mirror.example/maven/");
        assertThat(repository.user()).contains("ada:secret");
    }

    @Test
    void aMirrorThatIsNoAddressIsAMistake() {
        assertThatThrownBy(() -> Repository.of(Map.of("TRIGGER_MAVEN_MIRROR", "mirror.example")))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "TRIGGER_MAVEN_MIRROR: mirror.example is not the address of a Maven repository; give one such as"
                                + " https://mirror.example/maven/");
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void take(Map<String, String> variables) throws IOException {
        try (Download download = Download.to(file, () -> {})) {
            download.take(Repository.of(variables), new PinnedJar("DynamoDBLocal-3.3.1.jar", sha256()), Progress.NONE);
        }
    }

    private void take(String mirror, String sha256, Progress progress) throws IOException {
        try (Download download = Download.to(file, () -> {})) {
            download.take(
                    Repository.of(Map.of("TRIGGER_MAVEN_MIRROR", mirror)),
                    new PinnedJar("DynamoDBLocal-3.3.1.jar", sha256),
                    progress);
        }
    }

    private static String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
