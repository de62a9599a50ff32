package dev.streamecho.trigger.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.Map;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ActorSystemImpl;
import org.apache.pekko.http.scaladsl.Http$;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.OperationUnsupported$;
import org.junit.jupiter.api.Test;

/**
 * What {@link PortlessHttp} and {@link ElasticMq} take from the inside of ElasticMQ and Pekko, which a new version may change
 * without a word: each fact fails here with its name, rather than as a queue that does not start or has an open port.
 */
class ElasticMqInternalsTest {

    /** The private field that our HTTP is put into, as ElasticMQ makes its routes and binds them in one call. */
    @Test
    void pekkoKeepsExtensionsInAMap() throws NoSuchFieldException {
        assertThat(ActorSystemImpl.class.getDeclaredField("extensions").getType())
                .isAssignableTo(Map.class);
    }

    /** The key of that map: were it another object, ElasticMQ would open a port of its own. */
    @Test
    void pekkoFindsTheHttpThatWasPutThere() {
        ActorSystem system = ActorSystem.create("canary", ConfigFactory.load());
        try {
            PortlessHttp installed = PortlessHttp.install(system);

            assertThat(Http$.MODULE$.get(system)).isSameAs(installed);
        } finally {
            system.terminate();
        }
    }

    /** Scala's objects, which Java has only as a field that the compiler of Scala makes up. */
    @Test
    void elasticMqsObjectsHaveTheirInstance() {
        assertThat(new Object[] {StrictSQSLimits$.MODULE$, OperationSuccessful$.MODULE$, OperationUnsupported$.MODULE$})
                .doesNotContainNull();
    }
}
