package dev.streamecho.trigger.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.control.HeardListener;
import dev.streamecho.trigger.http.RawHttp;
import dev.streamecho.trigger.stack.StackRun;
import dev.streamecho.trigger.stack.StackSettings;
import dev.streamecho.trigger.template.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Lambda's API as clients of it see it: the SDK for Java, and that for JavaScript. */
class LambdaClientTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function:
                Runtime: java25
                CodeUri: %s
                Handler: dev.streamecho.trigger.lambda.EventsHandler::handle
                Timeout: 30
            Resources:
              Jobs: {Type: AWS::SQS::Queue}
              Failed: {Type: AWS::SQS::Queue}
              Dead: {Type: AWS::SQS::Queue}
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Tags: {team: orders}
                  EventInvokeConfig:
                    MaximumRetryAttempts: 0
                    DestinationConfig:
                      OnFailure: {Type: SQS, Destination: !GetAtt Failed.Arn}
                      OnSuccess: {Type: Lambda, Destination: !GetAtt Other.Arn}
                  Events:
                    Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn, Enabled: false}}
              Other:
                Type: AWS::Lambda::Function
                Properties:
                  Runtime: java25
                  Code: %s
                  Handler: dev.streamecho.trigger.lambda.EventsHandler::handle
                  Timeout: 30
                  DeadLetterConfig: {TargetArn: !GetAtt Dead.Arn}
              OfOther:
                Type: AWS::Lambda::EventInvokeConfig
                Properties: {FunctionName: !Ref Other, Qualifier: $LATEST, MaximumRetryAttempts: 0}
            """;

    @TempDir
    private static Path folder;

    private static final HeardListener LISTENER = new HeardListener();
    private static StackRun stack;
    private static LambdaClient lambda;

    @BeforeAll
    static void start() throws IOException {
        Path classes = Path.of("target", "test-classes").toAbsolutePath();
        Path template = folder.resolve("template.yaml");
        Files.writeString(template, TEMPLATE.formatted(classes, classes));
        stack = new StackRun(
                Template.read(template, Map.of(), "us-east-1"),
                StackSettings.builder(folder.resolve(".trigger")).lambdaPort(0).build(),
                LISTENER);
        stack.start();
        lambda = LambdaClient.builder()
                .endpointOverride(stack.endpoints().get("lambda"))
                .region(Region.US_EAST_1)
                .credentialsProvider(anyCredentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    static void end() {
        lambda.close();
        stack.close();
    }

    private static StaticCredentialsProvider anyCredentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
    }

    private static InvokeResponse invoke(String function, InvocationType type, String event) {
        return lambda.invoke(
                request -> request.functionName(function).invocationType(type).payload(SdkBytes.fromUtf8String(event)));
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    @Test
    void anErrorHasItsStackTrace() throws IOException {
        InvokeResponse response = invoke("Worker", InvocationType.REQUEST_RESPONSE, "{\"throw\":\"no\"}");
        assertThat(response.functionError()).isEqualTo("Unhandled");
        JsonNode error = json(response.payload().asUtf8String());
        assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.path("errorMessage").asText()).isEqualTo("no");
        assertThat(error.path("stackTrace").path(0).asText())
                .startsWith("dev.streamecho.trigger.lambda.EventsHandler.handle(EventsHandler.java:");
    }

    @Test
    void aFunctionCallsAnother() throws IOException {
        InvokeResponse response = invoke("Worker", InvocationType.REQUEST_RESPONSE, "{\"call\":\"Other\"}");
        assertThat(response.functionError()).isNull();
        assertThat(response.payload().asUtf8String()).contains("by").contains("Caller");
    }

    @Test
    void aMappingOnAQueueIsListedAndUpdated() {
        EventSourceMappingConfiguration mapping = lambda.listEventSourceMappings(
                        request -> request.functionName("Worker"))
                .eventSourceMappings()
                .get(0);
        assertThat(mapping.eventSourceArn()).isEqualTo("arn:aws:sqs:us-east-1:123456789012:Jobs");
        assertThat(mapping.state()).isEqualTo("Disabled");
        assertThat(mapping.batchSize()).isEqualTo(10);
        assertThat(mapping.startingPosition()).isNull();
        String uuid = mapping.uuid();

        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> lambda.updateEventSourceMapping(
                        request -> request.uuid(uuid).batchSize(20)))
                .withMessageContaining("Maximum batch window in seconds must be greater than 0");
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> lambda.updateEventSourceMapping(
                        request -> request.uuid(uuid).bisectBatchOnFunctionError(true)))
                .withMessageContaining("Unsupported BisectBatchOnFunctionError parameter");

        lambda.updateEventSourceMapping(request -> request.uuid(uuid)
                .batchSize(20)
                .maximumBatchingWindowInSeconds(1)
                .functionResponseTypesWithStrings("ReportBatchItemFailures")
                .filterCriteria(filter -> filter.filters(
                        Filter.builder().pattern("{\"body\":{\"a\":[1]}}").build()))
                .scalingConfig(scaling -> scaling.maximumConcurrency(2)));
        await().until(() -> lambda.getEventSourceMapping(request -> request.uuid(uuid))
                .state()
                .equals("Disabled"));
        assertThat(lambda.getEventSourceMapping(request -> request.uuid(uuid))).satisfies(updated -> {
            assertThat(updated.batchSize()).isEqualTo(20);
            assertThat(updated.maximumBatchingWindowInSeconds()).isEqualTo(1);
            assertThat(updated.functionResponseTypesAsStrings()).containsExactly("ReportBatchItemFailures");
            assertThat(updated.filterCriteria().filters().get(0).pattern()).isEqualTo("{\"body\":{\"a\":[1]}}");
            assertThat(updated.scalingConfig().maximumConcurrency()).isEqualTo(2);
        });
    }

    @Test
    void aMappingKeepsItsFunction() {
        String uuid = uuidOfMapping();
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> lambda.updateEventSourceMapping(
                        request -> request.uuid(uuid).functionName("Other")))
                .withMessageContaining(
                        "FunctionName is Other; here a mapping invokes Worker as long as the stack runs: change it in the definition");

        lambda.updateEventSourceMapping(
                request -> request.uuid(uuid).functionName("Worker").enabled(false));
        await().until(() -> lambda.getEventSourceMapping(request -> request.uuid(uuid))
                .state()
                .equals("Disabled"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'FunctionResponseTypes': 'ReportBatchItemFailures'}  | FunctionResponseTypes is \\\"ReportBatchItemFailures\\\"; use an array",
                "{'FilterCriteria': {'Filters': {'Pattern': '{}'}}}    | Filters is {\\\"Pattern\\\":\\\"{}\\\"}; use an array",
                "{'FilterCriteria': {'Filters': [{'Pattern': '{}'}]}}  | {\"Type\":\"User\",\"Message\":\"Invalid filter pattern definition. Empty objects are not allowed",
                "{'FilterCriteria': {'Filters': [{},{},{},{},{},{},{},{},{},{},{}]}} | FilterCriteria has 11 filters; a mapping has up to 10"
            })
    void whatHasTheWrongFormIsRefused(String body, String message) {
        String answer = RawHttp.answer(
                stack.endpoints().get("lambda").getPort(),
                "PUT /2015-03-31/event-source-mappings/%s HTTP/1.1".formatted(uuidOfMapping()),
                body.replace('\'', '"'),
                "Host: localhost");
        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("X-Amzn-ErrorType: InvalidParameterValueException", message);
    }

    private static String uuidOfMapping() {
        return lambda.listEventSourceMappings(request -> request.functionName("Worker"))
                .eventSourceMappings()
                .get(0)
                .uuid();
    }

    @Test
    void whatFailedIsInTheQueueThatIsItsDestination() throws IOException {
        String requestId = invoke("Worker", InvocationType.EVENT, "{\"throw\":\"later\"}")
                .responseMetadata()
                .requestId();
        JsonNode record = json(receive("Failed").body());
        assertThat(record.path("version").asText()).isEqualTo("1.0");
        assertThat(record.path("requestContext")).isEqualTo(json("""
                        {"requestId": "%s", "functionArn": "arn:aws:lambda:us-east-1:123456789012:function:Worker:$LATEST",
                         "condition": "RetriesExhausted", "approximateInvokeCount": 1}""".formatted(requestId)));
        assertThat(record.path("requestPayload")).isEqualTo(json("{\"throw\":\"later\"}"));
        assertThat(record.path("responseContext"))
                .isEqualTo(json(
                        "{\"statusCode\": 200, \"executedVersion\": \"$LATEST\", \"functionError\": \"Unhandled\"}"));
        assertThat(record.path("responsePayload").path("errorMessage").asText()).isEqualTo("later");
        assertThat(LISTENER.notices())
                .anyMatch(line -> line.startsWith("Worker: an asynchronous event was dropped after 1 attempt: "));
    }

    @Test
    void whatWasHandledIsAnEventOfTheFunctionThatIsItsDestination() {
        invoke("Worker", InvocationType.EVENT, "{\"handled\":1}");
        await().until(() -> LISTENER.printed().stream()
                .anyMatch(line -> line.contains("condition=Success") && line.contains("requestPayload={handled=1}")));
    }

    @Test
    void whatIsDroppedIsInTheDeadLetterQueue() {
        String requestId = invoke("Other", InvocationType.EVENT, "{\"throw\":\"dead\"}")
                .responseMetadata()
                .requestId();
        Message message = receive("Dead");
        assertThat(message.body()).isEqualTo("{\"throw\":\"dead\"}");
        assertThat(message.messageAttributes().get("RequestID").stringValue()).isEqualTo(requestId);
        assertThat(message.messageAttributes().get("ErrorCode").stringValue()).isEqualTo("200");
        assertThat(message.messageAttributes().get("ErrorMessage").stringValue())
                .isEqualTo("dead");
    }

    private static Message receive(String queue) {
        try (SqsClient sqs = SqsClient.builder()
                .endpointOverride(stack.endpoints().get("sqs"))
                .region(Region.US_EAST_1)
                .credentialsProvider(anyCredentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            String url = stack.queueUrls().get(queue);
            return await().until(
                            () -> sqs
                                    .receiveMessage(request -> request.queueUrl(url)
                                            .waitTimeSeconds(1)
                                            .messageAttributeNames("All"))
                                    .messages()
                                    .stream()
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        }
    }

    @Test
    void aConfigurationOfAsynchronousInvocationsIsReadAndSet() {
        FunctionEventInvokeConfig ofTemplate = lambda.listFunctionEventInvokeConfigs(
                        request -> request.functionName("Other"))
                .functionEventInvokeConfigs()
                .get(0);
        assertThat(ofTemplate.maximumRetryAttempts()).isZero();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> lambda.getFunctionEventInvokeConfig(request -> request.functionName("Third")));
        assertThat(lambda.putFunctionEventInvokeConfig(request -> request.functionName("Other")
                                .maximumRetryAttempts(0)
                                .maximumEventAgeInSeconds(60))
                        .maximumEventAgeInSeconds())
                .isEqualTo(60);
        assertThat(lambda.updateFunctionEventInvokeConfig(
                                request -> request.functionName("Other").maximumEventAgeInSeconds(90))
                        .maximumRetryAttempts())
                .isZero();
    }

    @Test
    void aFunctionHasItsCodeAndTags() {
        GetFunctionResponse worker = lambda.getFunction(request -> request.functionName("Worker"));
        assertThat(worker.tags()).containsExactly(Map.entry("team", "orders"));
        assertThat(worker.code().location()).startsWith("file:///").endsWith("test-classes/");
        assertThat(lambda.listTags(request ->
                                request.resource(worker.configuration().functionArn()))
                        .tags())
                .containsExactly(Map.entry("team", "orders"));
    }

    @Test
    void theSdkForJavaScriptInvokesAndUpdates() throws Exception {
        Path project = Files.createDirectories(folder.resolve("js"));
        Files.writeString(project.resolve("package.json"), "{\"type\":\"module\"}");
        Files.writeString(project.resolve("test.js"), """
                import { LambdaClient, InvokeCommand, ListEventSourceMappingsCommand, GetFunctionCommand }
                    from "@aws-sdk/client-lambda";
                const lambda = new LambdaClient({
                  endpoint: process.argv[2], region: "us-east-1", credentials: {accessKeyId: "any", secretAccessKey: "any"}
                });
                const answer = await lambda.send(new InvokeCommand({FunctionName: "Worker", Payload: '{"js":1}', LogType: "Tail"}));
                const mappings = await lambda.send(new ListEventSourceMappingsCommand({FunctionName: "Worker"}));
                const missing = await lambda.send(new GetFunctionCommand({FunctionName: "Nobody"})).catch(error => error.name);
                const log = Buffer.from(answer.LogResult, "base64").toString().includes("called with {js=1}");
                console.log(JSON.stringify([answer.StatusCode, answer.Payload.transformToString(),
                    mappings.EventSourceMappings.length, missing, log]));
                """);
        assumeThat(run(project, "npm", "install", "--no-audit", "--no-fund", "@aws-sdk/client-lambda@3.1164.0"))
                .as("npm, with which the SDK is installed")
                .startsWith("0\n");
        String lambdaAddress = stack.endpoints().get("lambda").toString();
        assertThat(run(project, "node", "--no-warnings", "test.js", lambdaAddress))
                .isEqualTo("0\n[200,\"{\\\"js\\\":1}\",1,\"ResourceNotFoundException\",true]");
    }

    /** Returns the exit status, and what was printed; 127 if there is no such program. */
    private static String run(Path folder, String... command) throws Exception {
        Path output = folder.resolve("output.txt");
        Process process;
        try {
            process = new ProcessBuilder(List.of(command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            return "127\n" + e.getMessage();
        }
        assertThat(process.waitFor(3, TimeUnit.MINUTES))
                .as(String.join(" ", command))
                .isTrue();
        return process.exitValue() + "\n"
                + Files.readString(output, StandardCharsets.UTF_8).strip();
    }
}
