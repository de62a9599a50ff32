package outside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.streamecho.trigger.junit.StreamTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OwnProcessTest {
    @RegisterExtension
    static final StreamTest STREAM =
            StreamTest.builder("template.yaml").inOwnProcess().build();

    @Test
    void theFunctionHasWhatTheTemplateGivesIt(StreamTest.Table orders) {
        orders.put(Map.of("id", "1"), Map.of("id", "2"));
        STREAM.awaitIdle();

        assertEquals("\"Hello, 2 records\"", STREAM.invocations().get(0).response());
    }
}
