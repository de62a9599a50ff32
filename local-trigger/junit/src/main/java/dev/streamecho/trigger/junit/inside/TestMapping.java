package dev.streamecho.trigger.junit.inside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.streamecho.trigger.junit.Change;
import dev.streamecho.trigger.junit.Checkpoint;
import dev.streamecho.trigger.junit.seam.FunctionInfo;
import dev.streamecho.trigger.junit.seam.Host;
import dev.streamecho.trigger.mapping.Delivery;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.MappingListener;
import dev.streamecho.trigger.mapping.OnFailureDestination;
import dev.streamecho.trigger.mapping.OnFailureMessage;
import dev.streamecho.trigger.mapping.RetryDelay;
import dev.streamecho.trigger.mapping.SteppedMapping;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** A mapping of one test, which tells the test what happens. */
final class TestMapping implements MappingListener, SteppedMapping.Steps {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final JsonMapper JSON = new JsonMapper();

    private final FunctionInfo function;
    private final TestTable table;
    private final Host host;
    private final Clock clock;
    private final String logicalId;
    private final TestStream stream;
    private final SteppedMapping stepped;
    private final Map<String, Change> changes = new HashMap<>();

    TestMapping(RunnableMapping runnable, TestTable table, TestStream stream, Host host, Clock clock, long seed) {
        EventSourceMapping mapping = runnable.mapping();
        this.function = runnable.function();
        this.table = table;
        this.host = host;
        this.clock = clock;
        this.logicalId = mapping.logicalId();
        this.stream = stream;
        Random random = new Random(seed);
        Delivery delivery = new Delivery(
                new HostedFunction(function, host, clock),
                OnFailureDestination.NONE,
                this,
                new RetryDelay(FIRST_RETRY, random::nextDouble),
                clock);
        this.stepped =
                new SteppedMapping(mapping.onStream(table.streamArn().orElseThrow()), stream, delivery, this, random);
    }

    SteppedMapping stepped() {
        return stepped;
    }

    TestTable table() {
        return table;
    }

    TestStream stream() {
        return stream;
    }

    List<Checkpoint> checkpoints() {
        return stepped.checkpoints().stream()
                .map(shard -> new Checkpoint(
                        logicalId, shard.shardId(), shard.after().map(number -> changes.get(number.digits()))))
                .toList();
    }

    @Override
    public void read(ChangeRecord record, boolean passesFilters) {
        Change change = change(record);
        changes.put(change.sequenceNumber(), change);
        host.read(logicalId, change, passesFilters);
    }

    @Override
    public void invoking(List<ChangeRecord> batch) {
        host.calling(function, changes(batch));
    }

    @Override
    public void invoked(InvocationReport report) {
        InvocationReport.Records records = report.records().orElseThrow();
        host.invoked(
                logicalId,
                function,
                records.shardId(),
                changes(records.all()),
                report.attempt(),
                clock.instant(),
                dev.streamecho.trigger.junit.Invocation.Result.valueOf(
                        report.result().name()),
                report.handled(),
                report.reason());
    }

    @Override
    public void discarded(DiscardedBatch batch, Optional<String> place) {
        host.discarded(
                logicalId,
                changes(batch.records()),
                batch.condition(),
                batch.approximateInvokeCount(),
                batch.at(),
                new String(OnFailureMessage.json(batch), StandardCharsets.UTF_8));
    }

    @Override
    public void notice(String mapping, String line) {
        // Only a mapping with threads has one.
    }

    private List<Change> changes(List<ChangeRecord> records) {
        return records.stream()
                .map(record -> changes.get(record.sequenceNumber().digits()))
                .toList();
    }

    private Change change(ChangeRecord record) {
        try {
            JsonNode json = JSON.readTree(record.json());
            String key = table.keyNames().stream()
                    .map(name -> json.path("dynamodb").path("Keys").path(name))
                    .map(value -> value.elements().next().asText())
                    .collect(Collectors.joining("/"));
            return new Change(
                    table.logicalId(),
                    key,
                    json.path("eventName").asText(),
                    record.sequenceNumber().digits(),
                    record.arrival());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
