package dev.streamecho.trigger.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What functions find that {@code invoke}, {@code bench} and {@code redrive} run next to a trigger. */
class ReachableServicesTest {
    private static final URI DYNAMODB = URI.create("http://localhost:1");
    private static final RunningTrigger RUNNING = new RunningTrigger(
            1,
            Path.of("template.yaml"),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            "us-east-1",
            Map.of("dynamodb", "http://localhost:1", "sqs", "http://localhost:2"),
            Map.of("Letters", "http://localhost:2/123456789012/Letters"),
            Optional.empty());

    @TempDir
    private Path folder;

    @Test
    void variablesLeadToTheServicesThatAreThereAndTheOthersAreRefused() {
        try (ReachableServices services = new ReachableServices(DYNAMODB, Optional.of(RUNNING), line -> {})) {
            assertThat(services.variables())
                    .containsEntry("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:1")
                    .containsEntry("AWS_ENDPOINT_URL_SQS", "http://localhost:2")
                    .containsKey("AWS_ENDPOINT_URL");
        }
    }

    @Test
    void withoutATriggerThereAreNoQueues() {
        try (ReachableServices services = new ReachableServices(DYNAMODB, Optional.empty(), line -> {})) {
            assertThat(services.variables())
                    .containsKeys("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL")
                    .doesNotContainKey("AWS_ENDPOINT_URL_SQS");
        }
    }

    @Test
    void referencesToQueuesGiveTheirUrlsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), """
                Resources:
                  Letters: {Type: AWS::SQS::Queue}
                  Echo:
                    Type: AWS::Serverless::Function
                    Properties: {Environment: {Variables: {QUEUE: !Ref Letters}}}
                """);
        Template template = RUNNING.withQueues(Template.read(file, Map.of(), "us-east-1"));

        assertThat(template.functions().get(0).environment())
                .containsEntry("QUEUE", "http://localhost:2/123456789012/Letters");
    }
}
