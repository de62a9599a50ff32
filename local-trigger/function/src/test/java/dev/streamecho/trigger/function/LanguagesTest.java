package dev.streamecho.trigger.function;

import static dev.streamecho.trigger.function.LocalFunctionTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.InitError;
import dev.streamecho.trigger.invocation.Invocation.TimedOut;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is the same for a function in any language. */
class LanguagesTest extends RunsFunctions {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @EnumSource
    void theHandlersResponseIsTheSuccess(Language language) throws Exception {
        LocalFunction function = start(language);

        Invocation first = invoke(function, "echo Zoë – 東京 🚀");
        assertThat(JSON.readTree(text(first)).textValue()).isEqualTo("echo Zoë – 東京 🚀");
        assertThat(first.initDuration()).isPresent();
        assertThat(invoke(function, "echo").initDuration()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatAnInvocationPrintedIsThereWhenItReturns(Language language) throws Exception {
        LocalFunction function = start(language);

        invoke(function, "print");

        // A text of several lines that the logger has begun with its time.
        assertThat(functions.lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("loaded"),
                        line -> assertThat(line).isEqualTo("* to standard output"),
                        line -> assertThat(line).isEqualTo("* to standard error"),
                        line -> assertThat(line).startsWith("* ").endsWith("to the logger"),
                        line -> assertThat(line).isEqualTo("* in two lines"));
    }

    @ParameterizedTest
    @EnumSource
    void anErrorIsReportedAndTheProcessSurvives(Language language) throws Exception {
        LocalFunction function = start(language);
        String pid = text(invoke(function, "pid"));

        assertThat(invoke(function, "fail").outcome())
                .isEqualTo(new FunctionError(language.errorType(), "größer als 3"));
        assertThat(text(invoke(function, "pid"))).isEqualTo(pid);
    }

    @ParameterizedTest
    @EnumSource
    void theProcessSurvivesAResponseOfMoreThanSixMegabytes(Language language) throws Exception {
        LocalFunction function = start(language);
        String pid = text(invoke(function, "pid"));

        assertThat(invoke(function, "large").outcome())
                .isEqualTo(new FunctionError(
                        "Function.ResponseSizeTooLarge",
                        "Response payload size exceeded maximum allowed payload size (6291556 bytes)."));
        // AWS's client for Python ends when its answer is refused.
        if (language != Language.PYTHON) {
            assertThat(text(invoke(function, "pid"))).isEqualTo(pid);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExitIsAnErrorAndTheNextInvocationGetsAFreshProcess(Language language) throws Exception {
        LocalFunction function = start(language);

        Invocation ended = invoke(function, "exit 3");

        assertThat(ended.outcome())
                .isEqualTo(new FunctionError(
                        "Runtime.ExitError",
                        "RequestId: %s Error: Runtime exited with error: exit status 3".formatted(ended.requestId())));
        assertThat(invoke(function, "echo").initDuration()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void afterATimeoutTheNextInvocationGetsAFreshProcess(Language language) throws Exception {
        LocalFunction function = start(language, Duration.ofMillis(300), Map.of());
        function.invoke("\"pid\"".getBytes(UTF_8));

        assertThat(invoke(function, "sleep").outcome()).isEqualTo(new TimedOut(Duration.ofMillis(300)));
        assertThat(invoke(function, "echo").initDuration()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aFailedInitIsTheOutcomeOfTheStartAndOfEachInvocation(Language language) throws Exception {
        FunctionConfiguration configuration = configuration(language, Duration.ofSeconds(60), Map.of("INIT", "fail"));
        LocalFunction function = functions.add(
                new LocalFunction(configuration, functions::log, OptionalInt.empty(), language.runtime(), 1));
        InitError expected = new InitError(language.errorType(), "EVENT_TYPES is empty");

        assertThat(function.start().get()).contains(expected);
        assertThat(invoke(function, "echo").outcome()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aProcessThatEndsInItsInitIsAnInitError(Language language) throws Exception {
        LocalFunction function = start(language, Duration.ofSeconds(60), Map.of("INIT", "exit"));

        assertThat(invoke(function, "echo").outcome())
                .isEqualTo(new InitError("Runtime.ExitError", "Error: Runtime exited with error: exit status 7"));
    }

    @ParameterizedTest
    @EnumSource
    void theVariablesOfLambdaAndOfTheTemplateAreSet(Language language) throws Exception {
        LocalFunction function = start(
                language,
                Duration.ofSeconds(60),
                Map.of("EVENT_TYPES", "INSERT,MODIFY", "GREETING", "grüß Gott", "TZ", "Europe/Berlin"));

        Map<String, String> variables = JSON.readValue(text(invoke(function, "variables")), new TypeReference<>() {});
        assertThat(variables)
                .contains(
                        entry("EVENT_TYPES", "INSERT,MODIFY"),
                        entry("GREETING", "grüß Gott"),
                        entry("TZ", "Europe/Berlin"),
                        entry("AWS_REGION", "eu-central-1"),
                        entry("AWS_DEFAULT_REGION", "eu-central-1"),
                        entry("AWS_EXECUTION_ENV", "AWS_Lambda_" + language.identifier()),
                        entry("AWS_LAMBDA_FUNCTION_NAME", "echo"),
                        entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
                        entry("AWS_ACCESS_KEY_ID", "local"),
                        entry("LANG", "en_US.UTF-8"))
                .containsKeys("_HANDLER", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "PATH")
                .doesNotContainKeys("TRIGGER_TEST_VARIABLE", "HOME", "USER");
    }

    @ParameterizedTest
    @EnumSource
    void theContextDescribesTheInvocation(Language language) throws Exception {
        LocalFunction function = start(language);

        Invocation invocation = invoke(function, "context");

        JsonNode context = JSON.readTree(text(invocation));
        assertThat(context)
                .extracting(JsonNode::asText)
                .containsExactly(
                        invocation.requestId(),
                        "echo",
                        "$LATEST",
                        "arn:aws:lambda:eu-central-1:123456789012:function:echo",
                        "256",
                        "/aws/lambda/echo",
                        "true",
                        "true");
    }

    @ParameterizedTest
    @EnumSource
    void concurrentInvocationsRunInProcessesOfTheirOwn(Language language) throws Exception {
        LocalFunction function = start(language);
        ExecutorService callers = Executors.newCachedThreadPool();
        try {
            List<Future<Invocation>> sleeping = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                sleeping.add(callers.submit(() -> invoke(function, "sleep")));
            }
            await().until(() -> functions.lines().stream()
                            .filter(line -> line.endsWith("loaded"))
                            .count()
                    == 2);

            Set<String> processes = new HashSet<>();
            processes.add(text(invoke(function, "pid")));
            processes.add(text(invoke(function, "pid")));
            assertThat(processes).hasSize(1);
        } finally {
            function.close();
            callers.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void changedCodeRunsFromTheNextInvocationOn(Language language) throws Exception {
        LocalFunction function = start(language);
        String pid = text(invoke(function, "pid"));

        function.replaceCode(folder.resolve("code-" + language)).get();

        assertThat(text(invoke(function, "pid"))).isNotEqualTo(pid);
        await().until(() -> ProcessHandle.of(Long.parseLong(pid)).isEmpty());
    }

    private LocalFunction start(Language language) throws IOException {
        return start(language, Duration.ofSeconds(60), Map.of());
    }

    private LocalFunction start(Language language, Duration timeout, Map<String, String> environment)
            throws IOException {
        return functions.start(configuration(language, timeout, environment), language.runtime(), 10);
    }

    private FunctionConfiguration configuration(Language language, Duration timeout, Map<String, String> environment)
            throws IOException {
        return language.configuration(functions, folder, timeout, environment);
    }

    private static Invocation invoke(LocalFunction function, String command)
            throws InterruptedException, JsonProcessingException {
        return function.invoke(JSON.writeValueAsBytes(command));
    }
}
