package dev.streamecho.trigger.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Several tests in one JVM. */
class TogetherTest {
    private static final int PORT = freePort();
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    @RegisterExtension
    static final StreamTest STREAM = stream().port(PORT).build();

    private static StreamTestBuilder stream() {
        return StreamTest.builder(TableMapping.ofTable("Orders", "id")).handler(Map.class, (event, context) -> null);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theTablesAreAtThePort() {
        assertThat(STREAM.endpoint()).hasPort(PORT);
    }

    @Test
    void anotherStreamTestCannotHaveThePort() {
        assertThat(Failures.of(selectClass(OnThePort.class)))
                .hasMessage(
                        "port %d is that of the StreamTest of %s, which runs: give this one another port(…), or none to have any free one",
                        PORT, TogetherTest.class.getName());
    }

    static class OnThePort {
        @RegisterExtension
        static final StreamTest OTHER = stream().port(PORT).build();

        @Test
        void neverRuns() {}
    }

    @Test
    void aPortThatAnotherProgramHasIsRefused() {
        assertThat(Failures.of(selectClass(OnTakenPort.class)))
                .hasMessageMatching(
                        "port \\d+ is in use: stop what listens there, or choose another; port 0 takes any free one");
    }

    static class OnTakenPort {
        private static final ServerSocket TAKEN = taken();

        @RegisterExtension
        static final StreamTest OTHER = stream().port(TAKEN.getLocalPort()).build();

        private static ServerSocket taken() {
            try {
                return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Test
        void neverRuns() {}
    }

    @Nested
    class Inside {
        @Test
        void aNestedClassHasTheStreamOfTheOneAroundIt(StreamTest.Table orders) {
            orders.put(Map.of("id", "nested"));
            STREAM.awaitIdle();

            assertThat(STREAM.handled()).containsExactly("nested");
        }
    }

    @Test
    void twoTestsOfAClassAtATimeAreRefused(StreamTest.Table orders) {
        orders.put(Map.of("id", "1"));

        assertThat(Failures.of(selectMethod(TogetherTest.class, "theTablesAreAtThePort")))
                .hasMessage(
                        "twoTestsOfAClassAtATimeAreRefused(Table) and theTablesAreAtThePort() use one StreamTest at the same time; annotate their class with @Execution(SAME_THREAD), or make the field non-static");

        // The one that was there goes on.
        STREAM.awaitIdle();
        assertThat(STREAM.handled()).containsExactly("1");
    }

    @Test
    void classesThatRunAtATimeDoNotSeeEachOther() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(One.class), selectClass(Another.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(2));
    }

    static class One {
        @RegisterExtension
        static final StreamTest ONE = stream().build();

        @Test
        void hasItsOwn(StreamTest.Table orders) throws Exception {
            runTogether(ONE, orders, "one");
        }
    }

    static class Another {
        @RegisterExtension
        static final StreamTest ANOTHER = stream().build();

        @Test
        void hasItsOwn(StreamTest.Table orders) throws Exception {
            runTogether(ANOTHER, orders, "another");
        }
    }

    private static void runTogether(StreamTest stream, StreamTest.Table orders, String name) throws Exception {
        for (int i = 0; i < 10; i++) {
            BOTH.await(30, TimeUnit.SECONDS);
            orders.put(Map.of("id", name + i));
            stream.awaitIdle();
        }
        assertThat(stream.handled()).hasSize(10).allMatch(key -> key.startsWith(name));
        assertThat(orders.items()).hasSize(10);
    }
}
