package dev.streamecho.trigger.function;

import static dev.streamecho.trigger.function.LocalFunctionTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.invocation.Invocation.InitError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How functions start that are initialized before an invocation needs them. */
class SnapStartTest extends RunsFunctions {
    private static final String HOOKS = """
            static final StringBuilder HAPPENED = new StringBuilder("init");

            static final org.crac.Resource HOOKS = new org.crac.Resource() {
                public void beforeCheckpoint(org.crac.Context<?> context) {
                    %s
                    HAPPENED.append(", before the checkpoint");
                }

                public void afterRestore(org.crac.Context<?> context) {
                    %s
                    HAPPENED.append(", after the restore");
                }
            };

            static {
                org.crac.Core.getGlobalContext().register(HOOKS);
            }
            """.replace("org.crac.", "com.amazonaws.services.lambda.crac.");

    private static final String PRINT = "output.write(HAPPENED.toString().getBytes());";

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {"true:init, before the checkpoint, after the restore", "false:init"})
    void hooksRunAroundTheSnapshotIfTheClientHasItsNativePart(boolean hasNativePart, String happened)
            throws InterruptedException {
        LocalFunction function = start(functions.handler(HOOKS.formatted("", ""), PRINT), hasNativePart);

        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo(happened);
    }

    @ParameterizedTest
    @CsvSource({"true, ''", "'', true"})
    void aHookThatFailsIsAnInitError(String before, String after) throws InterruptedException {
        String failure = "if (%s) throw new IllegalStateException(\"no\");";
        String hooks = HOOKS.formatted(
                before.isEmpty() ? "" : failure.formatted(before), after.isEmpty() ? "" : failure.formatted(after));
        LocalFunction function = start(functions.handler(hooks, PRINT), true);

        assertThat(function.invoke(new byte[] {'1'}).outcome()).isInstanceOf(InitError.class);
    }

    @Test
    void withoutASnapshotNoHookRuns() throws InterruptedException {
        LocalFunction function =
                functions.start(functions.configuration(functions.handler(HOOKS.formatted("", ""), PRINT)));

        assertThat(text(function.invoke(new byte[] {'1'}))).isEqualTo("init");
    }

    @ParameterizedTest
    @CsvSource({
        "java11,ON_DEMAND,false",
        "java17,ON_DEMAND,true",
        "java21,SNAP_START,true",
        "java25,ON_DEMAND,true",
        "java25,SNAP_START,false",
        "java25,PROVISIONED_CONCURRENCY,false"
    })
    void theRuntimeDecidesWhetherTheJvmStopsAtItsFirstCompiler(
            String runtime, InitializationType initialization, boolean stops) throws InterruptedException {
        Path code = functions.handler(
                "output.write(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().toString().getBytes());");
        LocalFunction function = functions.start(
                TestFunctions.configuration(runtime, "example.Handler", code, Duration.ofSeconds(60), Map.of())
                        .withInitialization(initialization));

        assertThat(text(function.invoke(new byte[] {'1'})).contains("TieredStopAtLevel=1"))
                .isEqualTo(stops);
    }

    private LocalFunction start(Path code, boolean hasNativePart) {
        FunctionConfiguration configuration =
                functions.configuration(code).withInitialization(InitializationType.SNAP_START);
        RuntimeFiles files = RuntimeFiles.ofTrigger();
        return functions.start(configuration, new JavaRuntime(hasNativePart ? files : files.withoutNativePart()), 10);
    }
}
