package dev.streamecho.trigger.queue;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ActorSystemImpl;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.scaladsl.ConnectionContext;
import org.apache.pekko.http.scaladsl.Http;
import org.apache.pekko.http.scaladsl.Http$;
import org.apache.pekko.http.scaladsl.HttpExt;
import org.apache.pekko.http.scaladsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.scaladsl.Flow;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;

/**
 * Pekko's HTTP without a port: what a server would serve is asked within this process. A port of ElasticMQ's own would be
 * open to whatever page finds it, past the door of ours. This class is thread-safe.
 */
final class PortlessHttp extends HttpExt {
    /** Nobody connects to it. */
    private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("localhost", 0);

    private volatile Flow<HttpRequest, HttpResponse, Object> routes;

    private PortlessHttp(ExtendedActorSystem system) {
        super(system.settings().config().getConfig("pekko.http"), system);
    }

    /** Takes the place of the HTTP of a system that has not used it yet. */
    static PortlessHttp install(ActorSystem system) {
        PortlessHttp http = new PortlessHttp((ExtendedActorSystem) system);
        try {
            // There is no other way: ElasticMQ makes its routes and binds them in one call, and the key of an extension
            // is the extension's own object.
            var field = ActorSystemImpl.class.getDeclaredField("extensions");
            field.setAccessible(true);
            @SuppressWarnings("unchecked")
            Map<Object, Object> extensions = (Map<Object, Object>) field.get(system);
            extensions.put(Http$.MODULE$, http);
            return http;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("another version of Pekko", e);
        }
    }

    @Override
    public Future<Http.ServerBinding> bindAndHandleImpl(
            Flow<HttpRequest, HttpResponse, Object> handler,
            String address,
            int port,
            ConnectionContext context,
            ServerSettings settings,
            LoggingAdapter log,
            Materializer materializer) {
        routes = handler;
        return Future.successful(new Http.ServerBinding(
                NOWHERE,
                () -> Future.successful(BoxedUnit.UNIT),
                limit -> Future.successful(Http.HttpServerTerminated$.MODULE$)));
    }

    /** Asks what was bound. */
    CompletionStage<org.apache.pekko.http.javadsl.model.HttpResponse> answer(
            org.apache.pekko.http.javadsl.model.HttpRequest request) {
        return Source.single((HttpRequest) request)
                .via(Objects.requireNonNull(routes))
                .map(response -> (org.apache.pekko.http.javadsl.model.HttpResponse) response)
                .runWith(Sink.head(), system());
    }
}
