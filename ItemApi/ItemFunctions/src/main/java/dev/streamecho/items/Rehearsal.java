package dev.streamecho.items;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An HTTP client that sends no request: it answers by itself, and only opens a connection of the real client to the
 * request's destination. So a call can be rehearsed in the init phase, in which a function has a whole processor, and the
 * first invocation finds its classes loaded and its connection open.
 *
 * @see <a
 *     href="https://serverlessland.com/content/service/lambda/guides/effectively-running-java-on-serverless/init-heavy-lifting">
 *     Utilize initialization phase</a>
 */
final class Rehearsal implements SdkHttpClient {
    /** An answer to GetItem, and to PutItem, which ignores these fields. */
    private static final String ANSWER = "{\"Item\":{\"itemKey\":{\"S\":\"1\"},\"name\":{\"S\":\"\"}}}";

    private final SdkHttpClient later;

    Rehearsal(SdkHttpClient later) {
        this.later = later;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                connect(request.httpRequest().getUri());
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder().statusCode(200).build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(ANSWER.getBytes(UTF_8))))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    private void connect(URI endpoint) {
        SdkHttpRequest anything =
                SdkHttpRequest.builder().uri(endpoint).method(SdkHttpMethod.GET).build();
        try {
            HttpExecuteResponse response = later.prepareRequest(
                            HttpExecuteRequest.builder().request(anything).build())
                    .call();
            if (response.responseBody().isPresent()) {
                // A connection is used again only if its response was read to the end.
                try (InputStream body = response.responseBody().get()) {
                    body.readAllBytes();
                }
            }
        } catch (IOException e) {
            // The first call tries again, and reports what is wrong.
            return;
        }
    }

    @Override
    public void close() {}
}
