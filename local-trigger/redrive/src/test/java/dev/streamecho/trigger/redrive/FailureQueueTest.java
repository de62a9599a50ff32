package dev.streamecho.trigger.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.redrive.FailureQueue.Count;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureQueueTest {
    private static TestQueue server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = new TestQueue(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void empty() {
        try (Claim claim = server.queue().claim(100)) {
            claim.messages().forEach(claim::delete);
        }
    }

    @Test
    void aClaimHasEachOfManyMessagesOnceAndGivesThemBack() {
        String[] bodies = IntStream.range(0, 25).mapToObj(String::valueOf).toArray(String[]::new);
        server.send(bodies);

        assertThat(server.bodies()).containsExactlyInAnyOrder(bodies);
        assertThat(server.queue().count()).isEqualTo(new Count(25, 0));
    }

    @Test
    void aClaimTakesNoMoreThanItMay() {
        server.send("1", "2", "3");

        try (Claim claim = server.queue().claim(2)) {
            assertThat(claim.messages()).hasSize(2);
            assertThat(server.queue().count()).isEqualTo(new Count(1, 2));
        }
    }

    @Test
    void whatIsClaimedNobodyElseReceives() {
        server.send("1", "2");

        try (Claim first = server.queue().claim(10);
                Claim second = server.queue().claim(10)) {
            assertThat(first.messages()).hasSize(2);
            assertThat(second.messages()).isEmpty();
        }
    }

    @Test
    void whatIsDeletedIsGoneAndTheRestComesBackAtOnce() {
        server.send("1", "2");

        try (Claim claim = server.queue().claim(10)) {
            claim.delete(claim.messages().stream()
                    .filter(message -> message.body().equals("1"))
                    .findFirst()
                    .orElseThrow());
        }

        assertThat(server.bodies()).containsExactly("2");
    }

    @Test
    void aQueueThatIsNotThereIsNamed() {
        String url = server.url() + "2";

        assertThatThrownBy(() -> server.queue(url).claim(1))
                .isInstanceOf(UserError.class)
                .hasMessage("there is no queue " + url);
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamed() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (AwsClients clients = AwsClients.local(URI.create("http://127.0.0.1:" + free))) {
            FailureQueue queue = new FailureQueue(clients.sqs("us-east-1"), "http://127.0.0.1:" + free + "/0/Failed");

            assertThatThrownBy(queue::count)
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("the queue http://127.0.0.1:" + free + "/0/Failed cannot be read: ")
                    .hasMessageNotContaining("\n");
        }
    }
}
