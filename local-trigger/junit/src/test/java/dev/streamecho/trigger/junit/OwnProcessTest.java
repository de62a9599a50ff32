package dev.streamecho.trigger.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OwnProcessTest {
    @RegisterExtension
    static final StreamTest STREAM =
            StreamTest.builder(template()).inOwnProcess().build();

    /** With the code of one class, which needs no build. */
    private static String template() {
        Path folder = Templates.temporaryFolder();
        String name = ProcessHandler.class.getName().replace('.', '/') + ".class";
        Path file = folder.resolve("code").resolve(name);
        try (InputStream code = ProcessHandler.class.getClassLoader().getResourceAsStream(name)) {
            Files.createDirectories(file.getParent());
            Files.copy(code, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Templates.write(folder, "S", """
                Handler: dev.streamecho.trigger.junit.ProcessHandler::handleRequest
                Environment:
                  Variables: {TABLE: !Ref Orders}
                """);
    }

    @Test
    void theHandlerHasItsProcessAndItsVariables(StreamTest.Table orders) {
        orders.put(Map.of("id", "1"));
        STREAM.awaitIdle();

        assertThat(STREAM.handled()).containsExactly("1");
        assertThat(STREAM.invocations()).singleElement().satisfies(invocation -> {
            assertThat(invocation.response()).isEqualTo("\"handled\"");
            assertThat(invocation.log()).contains("call 1 of this process, for {id={S=1}} in " + orders.name());
        });
    }

    @Test
    void whatItThrowsIsRetriedByTheTestsClock(StreamTest.Table orders) {
        orders.put(Map.of("id", "poison"));
        STREAM.awaitIdle();

        assertThat(STREAM.invocations()).hasSize(2).allSatisfy(invocation -> {
            assertThat(invocation.result()).isEqualTo(Invocation.Result.ERROR);
            assertThat(invocation.reason()).contains("java.lang.IllegalStateException: poisoned");
        });
        assertThat(STREAM.discarded())
                .singleElement()
                .satisfies(batch -> assertThat(batch.message()).contains("\"approximateInvokeCount\":2"));
    }

    @Test
    void aProcessThatExitsIsFollowedByAnother(StreamTest.Table orders) {
        orders.put(Map.of("id", "exit"));
        STREAM.awaitIdle();

        assertThat(STREAM.invocations()).hasSize(2).allSatisfy(invocation -> {
            assertThat(invocation.reason().orElse("")).startsWith("Runtime.ExitError");
            assertThat(invocation.log()).anySatisfy(line -> assertThat(line).startsWith("call 1 of this process"));
        });
    }

    @Test
    void aProcessThatDiesOnDemandHasDoneItsWork(StreamTest.Table orders) {
        STREAM.nextCall().dies();
        orders.put(Map.of("id", "1"));
        STREAM.awaitIdle();

        assertThat(STREAM.handled()).containsExactly("1");
        assertThat(STREAM.invocations())
                .extracting(Invocation::result)
                .containsExactly(Invocation.Result.ERROR, Invocation.Result.SUCCESS);
        assertThat(STREAM.invocations())
                .allSatisfy(invocation -> assertThat(invocation.log())
                        .anySatisfy(line -> assertThat(line).startsWith("call 1 of this process, for {id={S=1}}")));
    }

    static class Endless {
        @RegisterExtension
        static final StreamTest ENDLESS = StreamTest.builder(template())
                .inOwnProcess()
                .patience(Duration.ofSeconds(1))
                .build();

        @Test
        void endlessHandler(StreamTest.Table orders) {
            orders.put(Map.of("id", "endless"));
            ENDLESS.awaitIdle();
        }
    }

    @Test
    void aProcessThatHangsFailsTheTest() {
        assertThat(Failures.of(selectClass(Endless.class)))
                .hasMessage(
                        "not idle when the test's patience was over; the process of Echo was called with endless, and has not answered");
    }

    @Test
    void withoutCodeItIsRefused() {
        TableMapping mapping = TableMapping.ofTable("Orders", "id");

        assertThatIllegalStateException()
                .isThrownBy(() -> StreamTest.builder(mapping).inOwnProcess().build())
                .withMessageStartingWith("inOwnProcess() needs the code of a template's function");
        assertThatIllegalStateException()
                .isThrownBy(() -> StreamTest.builder("template.yaml")
                        .inOwnProcess()
                        .handler(new ProcessHandler())
                        .build())
                .withMessageStartingWith("a handler for every function leaves none to inOwnProcess()");
    }
}
