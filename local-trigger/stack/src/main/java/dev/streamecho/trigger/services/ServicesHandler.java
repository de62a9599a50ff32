package dev.streamecho.trigger.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Passes on the requests for services that are here, and refuses the others. */
final class ServicesHandler extends Handler.Abstract {
    /** Of the connection, or set by the client that passes them on. */
    private static final Set<HttpHeader> NOT_PASSED_ON = Set.of(
            HttpHeader.HOST,
            HttpHeader.CONNECTION,
            HttpHeader.CONTENT_LENGTH,
            HttpHeader.TRANSFER_ENCODING,
            HttpHeader.EXPECT,
            HttpHeader.UPGRADE);

    /** Longer than a function may run. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final AwsService UNSIGNED = new AwsService("a service of AWS whose call is not signed");

    private final Map<String, URI> present;
    private final Consumer<AwsService> refused;

    ServicesHandler(Map<String, URI> present, Consumer<AwsService> refused) {
        this.present = present;
        this.refused = refused;
    }

    /** Made when it is needed: few functions send requests for it. */
    private static final class Client {
        static final HttpClient INSTANCE =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        AwsService service = AwsService.ofSignature(header(request, HttpHeader.AUTHORIZATION))
                .orElse(UNSIGNED);
        URI target = present.get(service.signingName());
        if (target == null) {
            refuse(service, request, response, callback);
        } else {
            passOn(target, request, response, callback);
        }
        return true;
    }

    private void refuse(AwsService service, Request request, Response response, Callback callback) {
        refused.accept(service);
        ErrorAnswer answer = ErrorAnswer.of(
                service.signingName(),
                request.getHttpURI().getPath(),
                header(request, HttpHeader.CONTENT_TYPE),
                service.name() + " is not here: the local trigger has DynamoDB and the queues of the template");
        response.setStatus(HttpStatus.BAD_REQUEST_400);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        response.getHeaders().put("x-amzn-ErrorType", ErrorAnswer.CODE);
        response.write(true, ByteBuffer.wrap(answer.body().getBytes(UTF_8)), callback);
    }

    private static void passOn(URI target, Request request, Response response, Callback callback) throws Exception {
        ByteBuffer body = Content.Source.asByteBuffer(request);
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        HttpRequest.Builder onward = HttpRequest.newBuilder(
                        target.resolve(request.getHttpURI().getPathQuery()))
                .timeout(LIMIT)
                .method(request.getMethod(), BodyPublishers.ofByteArray(bytes));
        for (HttpField field : request.getHeaders()) {
            if (field.getHeader() == null || !NOT_PASSED_ON.contains(field.getHeader())) {
                onward.header(field.getName(), field.getValue());
            }
        }
        HttpResponse<byte[]> answer = Client.INSTANCE.send(onward.build(), BodyHandlers.ofByteArray());
        response.setStatus(answer.statusCode());
        answer.headers().map().forEach((name, values) -> values.forEach(value -> add(response, name, value)));
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    private static void add(Response response, String name, String value) {
        HttpField field = new HttpField(name, value);
        if (field.getHeader() == null || !NOT_PASSED_ON.contains(field.getHeader())) {
            response.getHeaders().add(field);
        }
    }

    private static String header(Request request, HttpHeader name) {
        return Objects.requireNonNullElse(request.getHeaders().get(name), "");
    }
}
