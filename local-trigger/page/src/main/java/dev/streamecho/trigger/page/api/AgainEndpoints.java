package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.control.ControlledMapping;
import dev.streamecho.trigger.control.ControlledQueueMapping;
import dev.streamecho.trigger.control.ControlledStreamMapping;
import dev.streamecho.trigger.journal.BatchRow;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.journal.RecordRow;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.stack.StackRun;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Calls a function once more with what it had. */
final class AgainEndpoints {
    private final StackRun stack;
    private final Journal journal;
    private final RecordEndpoints records;
    private final BatchEndpoints batches;

    AgainEndpoints(StackRun stack, RecordEndpoints records, BatchEndpoints batches) {
        this.stack = stack;
        this.journal = stack.journal();
        this.records = records;
        this.batches = batches;
    }

    void addTo(Router router) {
        router.add("POST", "/records/{n}/resend", this::record).add("POST", "/batches/{n}/resend", this::batch);
    }

    private Answer record(Call call) throws InterruptedException {
        RecordRow row = records.find(call).row();
        return resend(row.mapping(), row.shardId(), List.of(row.n()));
    }

    private Answer batch(Call call) throws InterruptedException {
        BatchRow batch = batches.find(call);
        if (batch.records().isEmpty() || batch.records().size() < batch.size()) {
            throw ApiException.conflict(
                    "Batch %d cannot be sent again: it has no records, or they are dropped".formatted(batch.n()));
        }
        return resend(batch.mapping(), batch.shardId(), batch.records());
    }

    private Answer resend(String name, Optional<String> shardId, List<Long> numbers) throws InterruptedException {
        ControlledMapping mapping = stack.control()
                .mapping(name)
                .orElseThrow(() -> ApiException.conflict("There is no mapping %s any more".formatted(name)));
        InvocationReport report;
        if (mapping instanceof ControlledStreamMapping onStream) {
            report = onStream.resend(shardId.orElseThrow(), all(numbers, journal::changeRecord));
        } else if (mapping instanceof ControlledQueueMapping onQueue) {
            report = onQueue.resend(all(numbers, journal::message));
        } else {
            throw new AssertionError(mapping);
        }
        ObjectNode json = InvocationJson.of(report.invocation(), journal)
                .put("result", Words.of(report.result(), report.reason().orElse("")))
                .put("records", numbers.size());
        Json.put(json, "reason", report.reason());
        return Answer.json(json);
    }

    private static <T> List<T> all(List<Long> numbers, LongFunction<Optional<T>> find) {
        return numbers.stream()
                .map(n -> find.apply(n).orElseThrow(() -> ApiException.conflict("Record %d is dropped".formatted(n))))
                .toList();
    }
}
