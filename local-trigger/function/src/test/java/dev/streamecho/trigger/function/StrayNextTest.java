package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.Success;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program beside the function that asks for its invocations. */
class StrayNextTest {
    @TempDir
    private Path folder;

    @Test
    void strayNextDuringAnInvocationTakesNothing() throws Exception {
        try (TestFunctions functions = new TestFunctions(folder)) {
            LocalFunction function = functions.start("""
                    var next = new java.net.URL("http://" + System.getenv("AWS_LAMBDA_RUNTIME_API")
                            + "/2018-06-01/runtime/invocation/next").openConnection();
                    next.setReadTimeout(20_000);
                    int status = ((java.net.HttpURLConnection) next).getResponseCode();
                    output.write(String.valueOf(status).getBytes());
                    """);

            for (String event : List.of("1", "2")) {
                Invocation invocation = function.invoke(event.getBytes(UTF_8));

                assertThat(invocation.outcome())
                        .isInstanceOfSatisfying(
                                Success.class,
                                success -> assertThat(success.response())
                                        .asString()
                                        .isEqualTo("403"));
            }
        }
    }
}
