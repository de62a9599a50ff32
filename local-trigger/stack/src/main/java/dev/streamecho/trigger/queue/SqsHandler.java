package dev.streamecho.trigger.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes requests to ElasticMQ, and its answers back. A request that waits for messages holds no thread. */
final class SqsHandler extends Handler.Abstract {
    /** Ten messages of the largest size, as clients encode them, are less. */
    private static final int MAXIMUM_BODY_BYTES = 16 * 1024 * 1024;

    /** Those of the connection and the body, which each side makes its own of. */
    private static final Set<String> NOT_PASSED_ON = caseless(
            "Connection",
            "Content-Length",
            "Content-Type",
            "Expect",
            "Host",
            "Keep-Alive",
            "Transfer-Encoding",
            "Upgrade");

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Server server;

    /** Finds ElasticMQ, and starts it if it is not running. */
    @FunctionalInterface
    interface Server {
        ElasticMq running() throws IOException;
    }

    SqsHandler(Server server) {
        this.server = server;
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        byte[] body = body(request);
        Optional<HttpMethod> method = HttpMethods.lookup(request.getMethod());
        if (body.length > MAXIMUM_BODY_BYTES || method.isEmpty()) {
            int status = method.isEmpty() ? HttpStatus.NOT_IMPLEMENTED_501 : HttpStatus.PAYLOAD_TOO_LARGE_413;
            Response.writeError(request, response, callback, status);
            return true;
        }
        Optional<HttpRequest> asked = pekkoRequest(request, method.get(), body);
        if (asked.isEmpty()) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        ElasticMq elasticMq;
        try {
            elasticMq = server.running();
        } catch (IOException e) {
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, e.getMessage());
            return true;
        }
        ActorSystem system = elasticMq.system();
        elasticMq
                .answer(asked.get())
                .thenCompose(answer -> answer.entity()
                        .toStrict(LIMIT.toMillis(), system)
                        .thenAccept(entity -> send(answer, entity, response, callback)))
                .exceptionally(e -> {
                    callback.failed(e);
                    return null;
                });
        return true;
    }

    /** One byte more than is taken if there are more. */
    private static byte[] body(Request request) throws IOException {
        try (InputStream content = Request.asInputStream(request)) {
            return content.readNBytes(MAXIMUM_BODY_BYTES + 1);
        }
    }

    /** Empty if the address or the type of the body is malformed. */
    private static Optional<HttpRequest> pekkoRequest(Request request, HttpMethod method, byte[] body) {
        try {
            HttpRequest asked = HttpRequest.create(
                            "http://localhost" + request.getHttpURI().getPathQuery())
                    .withMethod(method);
            for (HttpField field : request.getHeaders()) {
                if (!NOT_PASSED_ON.contains(field.getName()) && field.getValue() != null) {
                    asked = asked.addHeader(RawHeader.create(field.getName(), field.getValue()));
                }
            }
            String type = request.getHeaders().get("Content-Type");
            ContentType contentType = type == null ? ContentTypes.APPLICATION_OCTET_STREAM : ContentTypes.parse(type);
            return Optional.of(body.length == 0 ? asked : asked.withEntity(HttpEntities.create(contentType, body)));
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static void send(HttpResponse answer, HttpEntity.Strict entity, Response response, Callback callback) {
        response.setStatus(answer.status().intValue());
        for (HttpHeader header : answer.getHeaders()) {
            if (header.renderInResponses() && !NOT_PASSED_ON.contains(header.name())) {
                response.getHeaders().add(header.name(), header.value());
            }
        }
        byte[] body = entity.getData().toArray();
        if (body.length > 0) {
            response.getHeaders().put("Content-Type", entity.getContentType().toString());
        }
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
