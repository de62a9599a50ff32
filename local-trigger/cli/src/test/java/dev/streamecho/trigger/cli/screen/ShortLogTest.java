package dev.streamecho.trigger.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ShortLogTest {

    @Test
    void aLineIsItsLevelItsMessageAndItsFields() {
        assertThat(
                        shown(
                                120,
                                "{\"level\":\"INFO\",\"message\":\"Batch done\",\"service\":\"echo\",\"timestamp\":\"2026-11-26T07:00:00.000Z\","
                                        + "\"xray_trace_id\":\"1-2\",\"requestId\":\"3\",\"received\":1,\"ratio\":0.10,\"for\":\"Ada Lovelace\",\"by\":null}"))
                .containsExactly("Echo | INFO Batch done  received=1 ratio=0.10 for=\"Ada Lovelace\" by=null");
    }

    @Test
    void theLongestValuesAreCutSoThatTheOthersAreSeen() {
        String line =
                "{\"level\":\"INFO\",\"message\":\"Change echoed\",\"eventID\":\"0123456789abcdef0123456789abcdef\","
                        + "\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\"1\"}},\"NewImage\":{\"id\":{\"S\":\"1\"}}}}";

        assertThat(shown(100, line))
                .containsExactly("Echo | INFO Change echoed  eventID=0123456789abcdef01… eventName=INSERT"
                        + " dynamodb={\"Keys\":{\"id\":{\"S\"…");
        assertThat(shown(100, line)).allMatch(shown -> shown.length() <= 100);
        assertThat(shown(30, line)).containsExactly("Echo | INFO Change …  eventID…");
    }

    @Test
    void otherNamesOfLevelAndMessageAreKnown() {
        assertThat(shown(80, "{\"level\":50,\"time\":1,\"pid\":7,\"msg\":\"no\"}"))
                .containsExactly("Echo | ERROR no  pid=7");
        assertThat(shown(80, "{\"severity\":\"warning\",\"message\":{\"Records\":[]}}"))
                .containsExactly("Echo | WARNING {\"Records\":[]}");
    }

    @Test
    void aStackTraceIsBelow() {
        assertThat(
                        shown(
                                60,
                                "{\"level\":\"ERROR\",\"message\":\"Record failed\",\"errorType\":\"E\",\"stackTrace\":\"E: no\\n\\tat a.B.c(B.java:1)\\n\\tat d\"}"))
                .containsExactly(
                        "Echo | ERROR Record failed  errorType=E",
                        "Echo |   E: no",
                        "Echo |       at a.B.c(B.java:1)",
                        "Echo |       at d");
        assertThat(
                        shown(
                                60,
                                "{\"level\":\"ERROR\",\"message\":\"no\",\"error\":{\"name\":\"E\",\"stack\":\"E: no\\n    at x\"},\"trace\":\"1\"}"))
                .containsExactly(
                        "Echo | ERROR no  error={\"name\":\"E\"} trace=1", "Echo |   E: no", "Echo |       at x");
        assertThat(shown(
                        60,
                        "{\"level\":\"ERROR\",\"message\":\"no\",\"stackTrace\":["
                                + String.join(",", Collections.nCopies(13, "\"at x\"")) + "]}"))
                .hasSize(12)
                .endsWith("Echo |   at x", "Echo |   … and 3 more lines, with --raw");
    }

    @Test
    void nothingInALineControlsTheTerminal() {
        assertThat(shown(80, "{\"level\":\"INFO\",\"message\":\"a\\u001b[2Jb\",\"c\":\"\\r\"}"))
                .containsExactly("Echo | INFO a\\u001b[2Jb  c=\"\\r\"");
    }

    @Test
    void whatIsNoLineOfAStructuredLogIsLeftAsItIs() {
        assertThat(List.of(
                        "{\"id\":\"1\"}",
                        "{\"level\":\"INFO\"",
                        "{\"level\":\"INFO\"} {}",
                        "[]",
                        "INSERT {'id': {'S': '1'}}",
                        ""))
                .allSatisfy(line -> assertThat(ShortLog.of("", line, 80)).isEmpty());
    }

    private static List<String> shown(int columns, String line) {
        return ShortLog.of("Echo | ", line, columns).orElseThrow().stream()
                .map(shown -> shown.printed(Ansi.OFF))
                .toList();
    }
}
