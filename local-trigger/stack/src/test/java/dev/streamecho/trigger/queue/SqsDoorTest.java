package dev.streamecho.trigger.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.http.RawHttp;
import dev.streamecho.trigger.template.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of other machines' pages comes to the queues, and who can hold them up. */
class SqsDoorTest {
    private static final String SEND = "GET /123456789012/Letters?Action=SendMessage&MessageBody=hello HTTP/1.1";

    @TempDir
    private Path folder;

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private LocalSqs sqs;

    @BeforeEach
    void start() throws IOException {
        Path file = folder.resolve("template.yaml");
        Files.writeString(file, "Resources:\n  Letters: {Type: AWS::SQS::Queue}\n");
        Access access = new Access(InetAddress.getLoopbackAddress(), Set.of(), Set.of("https://app.example"));
        sqs = LocalSqs.start(
                Template.read(file, Map.of(), "eu-west-1"), OptionalInt.of(0), Optional.empty(), access, notices::add);
    }

    @AfterEach
    void close() {
        sqs.close();
    }

    @Test
    void programOfThisMachineSends() {
        assertThat(RawHttp.answer(port(), SEND, "", "Host: localhost:9324"))
                .startsWith("HTTP/1.1 200 ")
                .contains("<MessageId>");
        assertThat(RawHttp.status(port(), SEND, "Host: localhost:9324", "Origin: http://localhost:5173"))
                .isEqualTo(200);
        assertThat(messages()).isEqualTo(2);
        assertThat(notices).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost#Origin: https://evil.example",
                "Host: localhost#Origin: https://app.example",
                "Host: localhost#Origin: null",
                "Host: localhost#Sec-Fetch-Site: cross-site#Sec-Fetch-Mode: no-cors#Sec-Fetch-Dest: image",
                "Host: localhost#Sec-Fetch-Site: cross-site#Sec-Fetch-Mode: navigate#Sec-Fetch-Dest: document",
                "Host: localhost#Referer: https://evil.example/",
            })
    void otherPageSendsAndDeletesNothing(String headers) {
        assertThat(RawHttp.status(port(), SEND, headers.split("#"))).isEqualTo(403);
        assertThat(RawHttp.status(RawHttp.answer(
                        port(),
                        "POST /123456789012/Letters HTTP/1.1",
                        "Action=DeleteQueue",
                        (headers + "#Content-Type: application/x-www-form-urlencoded").split("#"))))
                .isEqualTo(403);

        assertThat(messages()).isZero();
        assertThat(notices).singleElement().asString().startsWith("SQS refused ");
    }

    /** A second one would not have the door of the first. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingButTheOnePortIsOpened() throws IOException {
        Set<Integer> before = listeningPorts();
        assertThat(before).contains(port());

        sqs.send("Letters", "starts it");
        assertThat(messages()).isEqualTo(1);

        assertThat(listeningPorts()).isEqualTo(before);
    }

    @Test
    void connectionsThatAreOpenStopNobodyElse() throws IOException {
        hold(300, "");
    }

    @Test
    void bodiesThatNeverEndStopNobodyElse() throws IOException {
        hold(300, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf");
    }

    @Test
    void requestsThatWaitForMessagesStopNobodyElse() throws IOException {
        hold(
                300,
                "GET /123456789012/Letters?Action=ReceiveMessage&WaitTimeSeconds=20 HTTP/1.1\r\n"
                        + "Host: localhost\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /%zz HTTP/1.1", "GET /a|b HTTP/1.1", "FOO / HTTP/1.1", "GET /?a=%f HTTP/1.1"})
    void malformedRequestIsAnswered(String requestLine) {
        assertThat(RawHttp.status(port(), requestLine, "Host: localhost", "Content-Type: nonsense"))
                .isBetween(400, 501);
    }

    /** The connections were all made before the one that is answered, so that they would be before it in a line too. */
    private void hold(int connections, String sent) throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                Socket socket = RawHttp.connect(port());
                open.add(socket);
                RawHttp.send(socket, sent);
            }
            assertThat(RawHttp.status(port(), "GET /?Action=ListQueues HTTP/1.1", "Host: localhost"))
                    .isEqualTo(200);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private int messages() {
        String answer = RawHttp.answer(
                port(),
                "GET /123456789012/Letters?Action=GetQueueAttributes&AttributeName.1=ApproximateNumberOfMessages"
                        + " HTTP/1.1",
                "",
                "Host: localhost");
        return Integer.parseInt(answer.replaceFirst("(?s).*<Value>(\\d+)</Value>.*", "$1"));
    }

    private int port() {
        return sqs.endpoint().getPort();
    }

    /** The ports at which this process listens. */
    private static Set<Integer> listeningPorts() throws IOException {
        Set<String> own;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            own = descriptors.map(SqsDoorTest::target).collect(Collectors.toSet());
        }
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+");
                boolean isListening = fields[3].equals("0A");
                if (isListening && own.contains("socket:[" + fields[9] + "]")) {
                    ports.add(Integer.parseInt(fields[1].split(":")[1], 16));
                }
            }
        }
        return ports;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
