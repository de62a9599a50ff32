package dev.streamecho.trigger.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static final RunningTrigger RUNNING = new RunningTrigger(
            7,
            Path.of("template.yaml"),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            "us-east-1",
            Map.of("lambda", "http://127.0.0.1:3001", "dynamodb", "http://127.0.0.1:8000"),
            Map.of(),
            Optional.empty());

    private static final String RUN = """
            {"tables": [{"table": "DataTable", "tableName": "Data", "streamViewType": "NEW_AND_OLD_IMAGES"},
                        {"table": "Other", "tableName": "Other"}],
             "mappings": [{"mapping": "DataStream", "source": {"table": "DataTable"}, "function": "Echo"},
                          {"mapping": "Jobs", "source": {"queue": "JobQueue"}, "function": "Worker"}]}
            """;

    @Test
    void everythingIsOnOneScreen() throws Exception {
        assertThat(lines("""
                {"idle": false,
                 "mappings": [
                   {"mapping": "DataStream", "state": "Enabled", "lastProcessingResult": "PROBLEM: Function call failed",
                    "counts": {"polled": 12, "filtered": 2, "invoked": 9, "failed": 1},
                    "shards": [{"shardId": "shardId-1", "position": "100", "lagRecords": 3, "ageMillis": 1200,
                                "blockedBy": 5, "nextAttemptAt": "2026-11-26T07:00:04.500Z", "open": true},
                               {"shardId": "shardId-0", "position": "99", "lagRecords": 0, "open": false},
                               {"shardId": "shardId-2", "position": "TRIM_HORIZON", "lagRecords": 0, "open": true},
                               {"shardId": "shardId-3", "position": "LATEST", "lagRecords": 0, "open": true}]},
                   {"mapping": "Jobs", "state": "Disabled", "lastProcessingResult": "No records processed",
                    "counts": {}, "shards": []}],
                 "functions": [
                   {"function": "Echo", "state": "warm", "debugPort": 5005, "processes": [{"pid": 42, "invocations": 1, "busy": true}]},
                   {"function": "Worker", "state": "cold", "processes": [],
                    "lastReload": {"ok": false, "message": "App.java:3: ';' expected"}}],
                 "queues": [{"queue": "JobQueue", "visible": 2, "inFlight": 1, "delayed": 0},
                             {"queue": "Later", "visible": 0, "inFlight": 0, "delayed": 3}]}
                """))
                .containsExactly(
                        "template.yaml, process 7: at work",
                        "table Data: stream of NEW_AND_OLD_IMAGES",
                        "table Other: no stream",
                        "mapping DataStream, DataTable > Echo: Enabled",
                        "  12 polled, 2 filtered, 9 invoked, 1 failed; last result: PROBLEM: Function call failed",
                        "  shard shardId-1 at 100, 3 records behind, the oldest for 1200.0 ms, blocked by batch 5,"
                                + " next try in 4500.0 ms",
                        "  shard shardId-0 (closed) at 99",
                        "  shard shardId-2 at its start",
                        "  shard shardId-3 at its end",
                        "mapping Jobs, JobQueue > Worker: Disabled",
                        "  nothing polled yet",
                        "function Echo: warm (process 42, 1 invocation, busy); waits for a debugger at port 5005",
                        "function Worker: cold; its new code does not run: App.java:3: ';' expected",
                        "queue JobQueue: 2 visible, 1 in flight",
                        "queue Later: 0 visible, 0 in flight, 3 delayed",
                        "dynamodb at http://127.0.0.1:8000",
                        "lambda at http://127.0.0.1:3001");
    }

    @Test
    void anIdleTriggerSaysSo() throws Exception {
        assertThat(lines("{\"idle\": true}"))
                .startsWith("template.yaml, process 7: idle, everything that was written is handled");
    }

    private static List<String> lines(String status) throws Exception {
        ObjectMapper json = new ObjectMapper();
        JsonNode run = json.readTree(RUN);
        return new StatusText(run, json.readTree(status), Instant.parse("2026-11-26T07:00:00Z"))
                .lines(RUNNING).stream()
                        .map(line -> line.plain() + line.styled())
                        .toList();
    }
}
