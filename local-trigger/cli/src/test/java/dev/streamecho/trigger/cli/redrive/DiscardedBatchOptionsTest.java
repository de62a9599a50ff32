package dev.streamecho.trigger.cli.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.cli.Cli;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import dev.streamecho.trigger.stack.OnFailurePlaces;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code failures} and {@code redrive} refuse where no local trigger runs. */
class DiscardedBatchOptionsTest {
    private static final RunningTrigger RUNNING = new RunningTrigger(
            1,
            Path.of("template.yaml"),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            "us-east-1",
            Map.of("dynamodb", "http://localhost:8000", "sqs", "http://localhost:9324"),
            Map.of("Failed", "http://localhost:9324/1/Failed", "Jobs", "http://localhost:9324/1/Jobs"),
            Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "sqs.eu-west-1.amazonaws.com, eu-west-1",
        "eu-west-1.queue.amazonaws.com, eu-west-1",
        "sqs-fips.us-gov-west-1.amazonaws.com, us-gov-west-1",
        "sqs.cn-north-1.amazonaws.com.cn, cn-north-1",
        "sqs.ap-southeast-2.api.aws, ap-southeast-2",
        "vpce-0a1b-2c3d.sqs.us-east-1.vpce.amazonaws.com, us-east-1"
    })
    void theRegionIsThatOfTheQueue(String host, String region) {
        assertThat(DiscardedBatchOptions.regionOf(URI.create("https://" + host + "/123456789012/FailedBatches")))
                .isEqualTo(region);
    }

    @ParameterizedTest
    @CsvSource({"failures", "redrive"})
    void withoutATriggerOrAQueueThereIsNothingToRead(String command) {
        assertThat(Cli.run(command))
                .isEqualTo(refused("no local trigger runs in this folder: start it with ./trigger run, or say with"
                        + " --queue-url which queue to read"));
    }

    @Test
    void aQueueThatIsNeitherAwsNorHereNeedsAnAddress() {
        assertThat(Cli.run("redrive", "--queue-url", "http://sqs.eu-west-1.amazonaws.com.example.org/1/Failed"))
                .isEqualTo(
                        refused("--queue-url http://sqs.eu-west-1.amazonaws.com.example.org/1/Failed is neither on AWS"
                                + " nor of a local trigger that runs in this folder; if it is of an emulator, give its"
                                + " address with --endpoint-url"));
    }

    @Test
    void anAddressNeedsAQueue() {
        assertThat(Cli.run("failures", "--endpoint-url", "http://localhost:4566"))
                .isEqualTo(refused("--endpoint-url http://localhost:4566: say with --queue-url which queue to read"));
    }

    @Test
    void theQueueIsTheOneThatIsADestination() {
        assertThat(DiscardedBatchOptions.onFailureQueue(RUNNING, new OnFailurePlaces(List.of("Failed"), List.of())))
                .isEqualTo("http://localhost:9324/1/Failed");
    }

    @Test
    void aQueueThatIsNoDestinationIsNotRead() {
        assertThatThrownBy(() -> DiscardedBatchOptions.onFailureQueue(
                        RUNNING, new OnFailurePlaces(List.of(), List.of(".trigger/Alarms"))))
                .hasMessage("the local trigger that runs in this folder has no queue as OnFailure destination; what its"
                        + " destinations get are files: ./trigger redrive --file $(find .trigger/Alarms -type f)");
        assertThatThrownBy(
                        () -> DiscardedBatchOptions.onFailureQueue(RUNNING, new OnFailurePlaces(List.of(), List.of())))
                .hasMessage(
                        "the local trigger that runs in this folder has no queue as OnFailure destination: name one in"
                                + " template.yaml");
    }

    @Test
    void severalQueuesThatAreDestinationsNeedAName() {
        assertThatThrownBy(() -> DiscardedBatchOptions.onFailureQueue(
                        RUNNING, new OnFailurePlaces(List.of("Failed", "Jobs"), List.of())))
                .hasMessage(
                        "2 queues of the local trigger are OnFailure destinations: say with --queue-url which one to"
                                + " read (http://localhost:9324/1/Failed, http://localhost:9324/1/Jobs)");
    }

    @Test
    void numbersHaveLimits() {
        assertThat(Cli.run("failures", "--max", "0")).isEqualTo(refused("--max 0: use 1 to 100000"));
        assertThat(Cli.run("redrive", "--max", "100001")).isEqualTo(refused("--max 100001: use 1 to 100000"));
        assertThat(Cli.run("redrive", "--attempts", "0")).isEqualTo(refused("--attempts 0: use 1 to 100"));
    }

    @Test
    void filesAndAQueueExcludeEachOther() {
        assertThat(Cli.run("redrive", "--file", "pom.xml", "--queue-url", "http://localhost:1/Failed"))
                .isEqualTo(
                        refused("--queue-url http://localhost:1/Failed: with --file no queue is read; leave one of them"
                                + " out"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(Cli.run("redrive", "--file", "nowhere"))
                .isEqualTo(refused("--file nowhere cannot be read; name a file with the description of a batch"));
    }

    @Test
    void anAddressInS3HasABucketAndAKey() {
        assertThat(Cli.run("redrive", "--file", "s3://bucket"))
                .isEqualTo(refused("--file s3://bucket is not the address of an object: s3://bucket/key"));
    }

    private static Cli refused(String line) {
        return new Cli(2, "", line + System.lineSeparator());
    }
}
