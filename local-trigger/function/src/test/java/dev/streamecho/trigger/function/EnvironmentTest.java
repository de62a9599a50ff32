package dev.streamecho.trigger.function;

import static dev.streamecho.trigger.function.LocalFunctionTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.invocation.Invocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a function sees of where it runs. */
class EnvironmentTest extends RunsFunctions {
    private static final String PRINT_VARIABLES = """
            for (var variable : System.getenv().entrySet()) {
                output.write((variable.getKey() + "=" + variable.getValue() + "\\n").getBytes("UTF-8"));
            }
            """;

    @Test
    void theVariablesOfLambdaAndOfTheTemplateAreSet() throws InterruptedException {
        Path code = functions.handler(PRINT_VARIABLES);
        LocalFunction function = functions.start(functions.configuration(
                code,
                Duration.ofSeconds(60),
                Map.of("EVENT_TYPES", "INSERT,MODIFY", "GREETING", "grüß Gott", "TZ", "Europe/Berlin")));

        assertThat(variables(function.invoke(new byte[] {'1'})))
                .contains(
                        entry("EVENT_TYPES", "INSERT,MODIFY"),
                        entry("GREETING", "grüß Gott"),
                        entry("TZ", "Europe/Berlin"),
                        entry("_HANDLER", "example.Handler"),
                        entry("AWS_REGION", "eu-central-1"),
                        entry("AWS_DEFAULT_REGION", "eu-central-1"),
                        entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
                        entry("AWS_LAMBDA_FUNCTION_NAME", "echo"),
                        entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                        entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
                        entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                        entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/echo"),
                        entry("AWS_LAMBDA_LOG_FORMAT", "Text"),
                        entry("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR"),
                        entry("LANG", "en_US.UTF-8"),
                        entry("AWS_ACCESS_KEY_ID", "local"))
                .doesNotContainEntry("LAMBDA_TASK_ROOT", code.toString())
                .containsKeys(
                        "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "PATH")
                .hasEntrySatisfying(
                        "AWS_LAMBDA_RUNTIME_API", address -> assertThat(address).matches("127\\.0\\.0\\.1:\\d+"))
                .hasEntrySatisfying(
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        name -> assertThat(name).matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST]\\p{XDigit}{32}"));
    }

    @Test
    void theTriggersOwnVariablesAreNotSet() throws InterruptedException {
        assertThat(System.getenv()).as("what Maven gives the tests").containsKey("TRIGGER_TEST_VARIABLE");
        LocalFunction function = functions.start(PRINT_VARIABLES);

        assertThat(variables(function.invoke(new byte[] {'1'})))
                .doesNotContainKeys("TRIGGER_TEST_VARIABLE", "HOME", "USER", "AWS_LAMBDA_LOG_LEVEL");
    }

    @Test
    void jsonLoggingHasALevel() throws InterruptedException {
        FunctionConfiguration text = functions.configuration(functions.handler(PRINT_VARIABLES));
        LocalFunction function =
                functions.start(withLogging(text, new LoggingConfig("JSON", Optional.of("WARN"), "/aws/lambda/mine")));

        assertThat(variables(function.invoke(new byte[] {'1'})))
                .contains(
                        entry("AWS_LAMBDA_LOG_FORMAT", "JSON"),
                        entry("AWS_LAMBDA_LOG_LEVEL", "WARN"),
                        entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/mine"));
    }

    @Test
    void aReservedVariableIsRefused() {
        assertThatThrownBy(
                        () -> functions.configuration(folder, Duration.ofSeconds(3), Map.of("AWS_REGION", "eu-west-1")))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "EchoFunction: Environment.Variables.AWS_REGION is set by Lambda and cannot be given: remove it");
    }

    @Test
    void anUnknownLogFormatIsRefused() {
        FunctionConfiguration text = functions.configuration(folder);

        assertThatThrownBy(() -> withLogging(text, new LoggingConfig("yaml", Optional.empty(), "/aws/lambda/mine")))
                .isInstanceOf(UserError.class)
                .hasMessage("EchoFunction: LoggingConfig.LogFormat yaml: use one of Text, JSON");
    }

    @Test
    void theContextDescribesTheInvocation() throws InterruptedException {
        LocalFunction function = functions.start("""
                output.write((context.getAwsRequestId() + " " + context.getFunctionName() + " "
                    + context.getFunctionVersion() + " " + context.getInvokedFunctionArn() + " "
                    + context.getMemoryLimitInMB()).getBytes());
                """);

        Invocation invocation = function.invoke(new byte[] {'1'});

        assertThat(text(invocation))
                .isEqualTo(invocation.requestId()
                        + " echo $LATEST arn:aws:lambda:eu-central-1:123456789012:function:echo 256");
    }

    @Test
    void theRemainingTimeIsWhatTheTimeoutLeaves() throws InterruptedException {
        LocalFunction function = functions.start("""
                output.write(Integer.toString(context.getRemainingTimeInMillis()).getBytes());
                """);

        assertThat(Integer.parseInt(text(function.invoke(new byte[] {'1'})))).isBetween(1, 60_000);
    }

    @Test
    void eachInvocationHasATrace() throws InterruptedException {
        LocalFunction function = functions.start("""
                output.write(System.getProperty("com.amazonaws.xray.traceHeader").getBytes());
                """);

        String first = text(function.invoke(new byte[] {'1'}));

        assertThat(first).matches("Root=1-\\p{XDigit}{8}-\\p{XDigit}{24};Parent=\\p{XDigit}{16};Sampled=0");
        assertThat(text(function.invoke(new byte[] {'1'}))).isNotEqualTo(first);
    }

    @Test
    void theHeapIs85PercentOfTheMemory() throws InterruptedException {
        LocalFunction function = functions.start("""
                output.write(Long.toString(Runtime.getRuntime().maxMemory()).getBytes());
                """);

        long heap = 256L * 1024 * 1024 * 85 / 100;
        // The collector keeps one of its two survivor spaces out of the figure.
        assertThat(Long.parseLong(text(function.invoke(new byte[] {'1'})))).isBetween(heap * 9 / 10, heap);
    }

    @Test
    void javaToolOptionsOfTheTemplateWinOverOurs() throws InterruptedException {
        Path code = functions.handler("""
                var options = java.lang.management.ManagementFactory.getPlatformMXBean(
                        com.sun.management.HotSpotDiagnosticMXBean.class);
                for (String option : new String[] {"UseSerialGC", "UseParallelGC", "TieredStopAtLevel"}) {
                    output.write((option + "=" + options.getVMOption(option).getValue() + "\\n").getBytes());
                }
                """);
        LocalFunction ours = functions.start(functions.configuration(code));
        LocalFunction own = functions.start(functions.configuration(
                code,
                Duration.ofSeconds(60),
                Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC -XX:TieredStopAtLevel=4")));

        assertThat(variables(ours.invoke(new byte[] {'1'})))
                .isEqualTo(Map.of("UseSerialGC", "true", "UseParallelGC", "false", "TieredStopAtLevel", "1"));
        assertThat(variables(own.invoke(new byte[] {'1'})))
                .isEqualTo(Map.of("UseSerialGC", "false", "UseParallelGC", "true", "TieredStopAtLevel", "4"));
    }

    static FunctionConfiguration withLogging(FunctionConfiguration function, LoggingConfig logging) {
        return new FunctionConfiguration(
                function.logicalId(),
                function.functionName(),
                function.arn(),
                function.version(),
                function.runtime(),
                function.files(),
                function.handler(),
                function.timeout(),
                function.memoryMegabytes(),
                function.environment(),
                function.region(),
                logging);
    }

    private static Map<String, String> variables(Invocation invocation) {
        return text(invocation)
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
