package dev.streamecho.trigger.function.bootstrap;

import com.amazonaws.services.lambda.runtime.api.client.logging.LambdaContextLogger;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.DtoSerializers;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaError;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaRuntimeApiClient;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;

/**
 * The Lambda Runtime API over the JDK's oldest HTTP client, because that one starts fastest.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</a>
 */
final class PlainRuntimeApiClient implements LambdaRuntimeApiClient {
    private final String runtime;

    /** The address is {@code host:port}. */
    PlainRuntimeApiClient(String address) {
        this.runtime = "http://" + address + "/2018-06-01/runtime/";
    }

    @Override
    public InvocationRequest nextInvocation() throws IOException {
        HttpURLConnection connection = open("invocation/next");
        try (InputStream event = connection.getInputStream()) {
            InvocationRequest request = new InvocationRequest();
            request.setId(connection.getHeaderField("Lambda-Runtime-Aws-Request-Id"));
            request.setInvokedFunctionArn(connection.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"));
            request.setDeadlineTimeInMs(Long.parseLong(connection.getHeaderField("Lambda-Runtime-Deadline-Ms")));
            request.setXrayTraceId(connection.getHeaderField("Lambda-Runtime-Trace-Id"));
            request.setContent(event.readAllBytes());
            return request;
        }
    }

    @Override
    public InvocationRequest nextInvocationWithExponentialBackoff(LambdaContextLogger logger) throws IOException {
        return nextInvocation();
    }

    @Override
    public void reportInvocationSuccess(String requestId, byte[] response) throws IOException {
        post(open("invocation/" + requestId + "/response"), response);
    }

    @Override
    public void reportInvocationError(String requestId, LambdaError error) throws IOException {
        report("invocation/" + requestId + "/error", error);
    }

    @Override
    public void reportInitError(LambdaError error) throws IOException {
        report("init/error", error);
    }

    @Override
    public void restoreNext() throws IOException {
        throw new IOException(
                "There is no SnapStart without the native part: AWS_LAMBDA_INITIALIZATION_TYPE is on-demand");
    }

    @Override
    public void reportRestoreError(LambdaError error) throws IOException {
        restoreNext();
    }

    private void report(String path, LambdaError error) throws IOException {
        HttpURLConnection connection = open(path);
        connection.setRequestProperty("Lambda-Runtime-Function-Error-Type", error.errorType.getRapidError());
        post(connection, DtoSerializers.serialize(error.errorRequest));
    }

    private static void post(HttpURLConnection connection, byte[] body) throws IOException {
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        // Not in streaming mode, in which the client listens for a millisecond before it uses a connection again.
        connection.setDoOutput(true);
        try (OutputStream request = connection.getOutputStream()) {
            request.write(body);
        }
        // Read to its end, so that the connection is used again.
        try (InputStream answer = connection.getInputStream()) {
            answer.readAllBytes();
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        return (HttpURLConnection) new URL(runtime + path).openConnection(Proxy.NO_PROXY);
    }
}
