package dev.streamecho.trigger.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.cli.Cli;
import dev.streamecho.trigger.cli.ModuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
    private static final String QUEUE = """
            Resources:
              Jobs:
                Type: AWS::SQS::Queue
                Properties: {VisibilityTimeout: %d}
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Timeout: 60
                  Events: {Messages: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}}
            """;

    @TempDir
    private Path folder;

    private Path template;

    @BeforeEach
    void writeIt() throws IOException {
        template = Files.writeString(folder.resolve("template.yaml"), QUEUE.formatted(30));
    }

    @Test
    void eachFindingHasItsLineItsRemedyAndItsRule() {
        Cli cli = Cli.run("check", "-t", template.toString());
        assertThat(cli.out().lines())
                .containsExactly(
                        template
                                + ":4: error: Jobs.Properties.VisibilityTimeout: messages are visible again after 30 s, but"
                                + " Worker may take 60 s, so the mapping WorkerMessages cannot be created",
                        "    VisibilityTimeout: 360, six times the function's Timeout and the batching window, or a shorter"
                                + " Timeout [timeout-over-visibility]",
                        template
                                + ":4: warning: Jobs.Properties: a message that always fails invokes Worker again and again"
                                + " until the queue forgets it",
                        "    RedrivePolicy with the ARN of a queue for such messages as deadLetterTargetArn, and a"
                                + " maxReceiveCount of 5 or more [queue-without-dead-letters]",
                        "1 error, 1 warning");
        assertThat(cli.exitStatus()).isEqualTo(1);
    }

    @Test
    void aWarningIsNoFailureUnlessItIsAskedFor() throws Exception {
        Files.writeString(template, QUEUE.formatted(360));
        assertThat(Cli.run("check", "-t", template.toString()).exitStatus()).isZero();
        assertThat(Cli.run("check", "-t", template.toString(), "--strict").exitStatus())
                .isEqualTo(1);
        assertThat(Cli.run("check", "-t", template.toString(), "--strict", "--ignore", "queue-without-dead-letters"))
                .isEqualTo(new Cli(0, "nothing found\n", ""));
    }

    @Test
    void jsonHasTheSameAndTheDocumentation() throws Exception {
        Cli cli = Cli.run(
                "check", "-t", template.toString(), "--output", "json", "--ignore", "queue-without-dead-letters");
        JsonNode finding =
                new ObjectMapper().readTree(cli.out()).path("findings").path(0);
        assertThat(finding.path("severity").asText()).isEqualTo("error");
        assertThat(finding.path("rule").asText()).isEqualTo("timeout-over-visibility");
        assertThat(finding.path("file").asText()).isEqualTo(template.toString());
        assertThat(finding.path("line").asInt()).isEqualTo(4);
        assertThat(finding.path("logicalId").asText()).isEqualTo("Jobs");
        assertThat(finding.path("property").asText()).isEqualTo("VisibilityTimeout");
        assertThat(finding.path("documentation").asText()).startsWith("https://docs.aws.amazon.com/");
    }

    @Test
    void anUpdateOfWhatIsDeployedIsCheckedToo() throws Exception {
        Path deployed = Files.writeString(
                folder.resolve("deployed.yaml"),
                QUEUE.formatted(30).replace("Properties: {Vis", "Properties: {QueueName: jobs, Vis"));
        assertThat(Cli.run("check", "-t", template.toString(), "--against", deployed.toString())
                        .out())
                .contains(
                        ":4: error: Jobs.Properties: QueueName is not what is deployed (jobs), so CloudFormation replaces the"
                                + " resource: the new one has none of its messages");
    }

    @Test
    void aRuleThatDoesNotExistIsAMistake() {
        assertThat(Cli.run("check", "-t", template.toString(), "--ignore", "timeout"))
                .isEqualTo(new Cli(
                        2,
                        "",
                        "--ignore: there is no rule timeout; the rules are missing-read-permission, missing-send-permission,"
                                + " timeout-over-visibility, no-destination, endless-retries, whole-batch-discarded,"
                                + " queue-without-dead-letters, write-to-own-source, replacement\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"template.yaml", "ItemApi/template.yaml"})
    void ourOwnTemplatesPass(String own) {
        assertThat(Cli.run(
                                "check",
                                "--strict",
                                "-t",
                                ModuleFolder.resolve("../../" + own).toString())
                        .out())
                .isEqualTo("nothing found\n");
    }
}
