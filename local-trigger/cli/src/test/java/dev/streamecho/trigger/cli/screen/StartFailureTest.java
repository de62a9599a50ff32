package dev.streamecho.trigger.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartFailureTest {

    @Test
    void aFunctionWhoseInitHangsIsNamed() {
        assertThat(Screen.whyNotStarted("Echo", new Invocation.TimedOut(Duration.ofSeconds(13))))
                .isEqualTo("Echo did not load its handler within 13.0 s; its invocations will try once more");
    }

    @Test
    void aFunctionWhoseInitFailsIsNamed() {
        assertThat(Screen.whyNotStarted(
                        "Echo", new Invocation.InitError("java.lang.IllegalArgumentException", "EVENT_TYPES is empty")))
                .isEqualTo("Echo cannot start: java.lang.IllegalArgumentException while the function started:"
                        + " EVENT_TYPES is empty");
    }

    @Test
    void theRestOfALongMessageIsLeftToTheFunctionsLog() {
        assertThat(Screen.whyNotStarted(
                        "Echo",
                        new Invocation.InitError(
                                "Runtime.ImportModuleError",
                                "Error: Cannot find module 'x'\nRequire stack:\n- index.js")))
                .isEqualTo("Echo cannot start: Runtime.ImportModuleError while the function started:"
                        + " Error: Cannot find module 'x'");
    }
}
