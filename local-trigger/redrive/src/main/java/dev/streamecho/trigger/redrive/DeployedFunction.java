package dev.streamecho.trigger.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.invocation.Invocation.FunctionError;
import dev.streamecho.trigger.invocation.Invocation.NotReached;
import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.invocation.Invocation.Success;
import dev.streamecho.trigger.invocation.LambdaFunction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * A function on AWS, invoked with {@code RequestResponse}.
 *
 * @param client retries what did not reach the function
 * @param arn with the version or alias that is to be invoked
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
record DeployedFunction(LambdaClient client, String logicalId, String arn) implements LambdaFunction {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Invocation invoke(byte[] event) {
        Instant start = Instant.now();
        long startedAt = System.nanoTime();
        try {
            InvokeResponse response = client.invoke(request -> request.functionName(arn)
                    .invocationType(InvocationType.REQUEST_RESPONSE)
                    .payload(SdkBytes.fromByteArrayUnsafe(event)));
            String requestId = response.responseMetadata().requestId();
            return invocation(requestId, start, startedAt, outcome(response));
        } catch (SdkException e) {
            return invocation("", start, startedAt, new NotReached(AwsDeployment.reason(e)));
        }
    }

    private static Invocation invocation(String requestId, Instant start, long startedAtNanos, Outcome outcome) {
        Duration duration = Duration.ofNanos(System.nanoTime() - startedAtNanos);
        return new Invocation(requestId, start, duration, Optional.empty(), outcome);
    }

    private static Outcome outcome(InvokeResponse response) {
        byte[] payload =
                response.payload() == null ? new byte[0] : response.payload().asByteArray();
        if (response.functionError() == null) {
            return new Success(payload);
        }
        try {
            JsonNode error = JSON.readTree(payload);
            return new FunctionError(
                    error.path("errorType").asText(response.functionError()),
                    error.path("errorMessage").asText(""));
        } catch (IOException e) {
            return new FunctionError(response.functionError(), "");
        }
    }
}
