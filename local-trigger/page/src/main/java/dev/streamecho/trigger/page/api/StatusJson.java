package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.control.ControlledFunction;
import dev.streamecho.trigger.control.ControlledMapping;
import dev.streamecho.trigger.control.MappingStatus;
import dev.streamecho.trigger.function.FunctionProcessInfo;
import dev.streamecho.trigger.invocation.Fault;
import dev.streamecho.trigger.invocation.Faults;
import dev.streamecho.trigger.journal.EventCounts;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.journal.ShardStatus;
import dev.streamecho.trigger.stack.StackRun;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What a stack is doing now. This class is thread-safe. */
final class StatusJson {
    private final StackRun stack;
    private final Journal journal;
    private final Clock clock;

    StatusJson(StackRun stack, Clock clock) {
        this.stack = stack;
        this.journal = stack.journal();
        this.clock = clock;
    }

    ObjectNode now() {
        ObjectNode json = Json.object();
        ArrayNode mappings = json.putArray("mappings");
        stack.control().mappings().forEach(mapping -> mappings.add(mapping(mapping)));
        ArrayNode functions = json.putArray("functions");
        stack.control().functions().forEach(function -> functions.add(function(function)));
        ArrayNode queues = json.putArray("queues");
        stack.messageCounts()
                .forEach((queue, counts) -> queues.addObject()
                        .put("queue", queue)
                        .put("visible", counts.visible())
                        .put("inFlight", counts.inFlight())
                        .put("delayed", counts.delayed()));
        return json.put("droppedRecords", journal.droppedRecords());
    }

    private ObjectNode mapping(ControlledMapping mapping) {
        MappingStatus status = mapping.status();
        ObjectNode json = Json.object()
                .put("mapping", mapping.logicalId())
                .put("state", status.state().toString())
                .put("lastProcessingResult", status.lastProcessingResult());
        json.set("counts", counts(journal.counts(mapping.logicalId())));
        ArrayNode shards = json.putArray("shards");
        journal.shards(mapping.logicalId()).forEach(shard -> shards.add(shard(shard)));
        return json;
    }

    private static ObjectNode counts(EventCounts counts) {
        return Json.object()
                .put("polled", counts.polled())
                .put("filtered", counts.filteredOut())
                .put("invoked", counts.invoked())
                .put("failed", counts.failedInvoke())
                .put("dropped", counts.dropped())
                .put("delivered", counts.onFailureDestinationDelivered());
    }

    private ObjectNode shard(ShardStatus shard) {
        ObjectNode json = Json.object()
                .put("shardId", shard.shardId())
                .put("position", shard.position())
                .put("lagRecords", shard.lagRecords())
                .put("isMoreUnread", shard.isMoreUnread());
        shard.oldestOpen()
                .ifPresent(oldest -> json.put(
                        "ageMillis",
                        Math.max(0, Duration.between(oldest, clock.instant()).toMillis())));
        Json.putNumber(json, "blockedBy", shard.blockedBy());
        Json.putTime(json, "nextAttemptAt", shard.nextAttemptAt());
        return json.put("open", !shard.isFinished());
    }

    private ObjectNode function(ControlledFunction function) {
        List<FunctionProcessInfo> processes = function.processes();
        ObjectNode json = Json.object().put("function", function.logicalId()).put("state", state(function, processes));
        Json.put(json, "obstacle", function.obstacle());
        function.debugPort().ifPresent(port -> json.put("debugPort", port));
        ArrayNode array = json.putArray("processes");
        for (FunctionProcessInfo process : processes) {
            ObjectNode one = array.addObject().put("pid", process.pid());
            process.initDuration().ifPresent(init -> one.put("initMillis", Json.millis(init)));
            one.put("invocations", process.invocations()).put("busy", process.isBusy());
        }
        journal.lastReload(function.logicalId())
                .ifPresent(reload -> json.putObject("lastReload")
                        .put("at", Json.time(reload.at()))
                        .put("ok", reload.isRunning())
                        .put("message", reload.message())
                        .set("explanation", Json.strings(reload.explanation())));
        Faults.Pending faults = function.faults();
        if (!faults.next().isEmpty() || faults.throttledUntil().isPresent()) {
            ObjectNode pending = json.putObject("faults");
            pending.set(
                    "next",
                    Json.strings(faults.next().stream().map(Fault::describe).toList()));
            Json.putTime(pending, "throttledUntil", faults.throttledUntil());
        }
        return json;
    }

    private static String state(ControlledFunction function, List<FunctionProcessInfo> processes) {
        if (function.isBuilding()) {
            return "building";
        }
        if (function.obstacle().isPresent()) {
            return "failed";
        }
        if (processes.isEmpty()) {
            return "cold";
        }
        return processes.stream().anyMatch(process -> process.initDuration().isPresent()) ? "warm" : "starting";
    }
}
