package dev.streamecho.trigger.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.journal.Changes;
import dev.streamecho.trigger.journal.Journal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells one client what changes, up to ten times a second, for as long as the connection holds. A client that reads slowly gets
 * fewer updates with more in each, and never waits in a queue. It has no thread of its own.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class EventStream {
    private static final int MOST_RECORDS = 500;
    private static final long TICK_MILLIS = 100;
    private static final long STATUS_NANOS = Duration.ofSeconds(1).toNanos();

    /** A connection that is idle for 30 seconds is closed, and a client that is gone is noticed with what is sent to it. */
    private static final long SIGN_OF_LIFE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Journal journal;
    private final StatusJson status;
    private final String runId;
    private final Components components;
    private final Response response;
    private final Callback callback;
    private final Runnable ended;

    // One tick follows the other.
    private long revision;
    private String lastStatus = "";
    private long statusAt;
    private long sentAt;

    /** @param ended is run once, when the connection is over */
    EventStream(
            Journal journal,
            StatusJson status,
            String runId,
            Request request,
            Response response,
            Callback callback,
            Runnable ended) {
        this.journal = journal;
        this.status = status;
        this.runId = runId;
        this.components = request.getComponents();
        this.response = response;
        this.callback = callback;
        this.ended = ended;
        this.sentAt = System.nanoTime();
        this.statusAt = sentAt - STATUS_NANOS;
    }

    /** Begins, after the last event that the client has seen, or with what happens from now on. */
    void begin(Optional<String> lastEventId) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        // The first line makes the client see at once that it is connected.
        StringBuilder first = new StringBuilder(":\n\n");
        if (lastEventId.isEmpty()) {
            revision = journal.revision();
        } else {
            resume(lastEventId.get()).ifPresent(first::append);
        }
        send(first.toString());
    }

    /** Goes on where the client was, or says how many records it missed. */
    private Optional<String> resume(String lastEventId) {
        Optional<Long> last = Optional.of(lastEventId)
                .filter(id -> id.matches(runId + "-\\d{1,18}"))
                .map(id -> Long.parseLong(id.substring(runId.length() + 1)));
        Changes changes = journal.changesSince(last.orElse(0L), MOST_RECORDS);
        revision = last.orElse(changes.revision());
        long missed = last.isEmpty()
                ? changes.changed() + changes.dropped()
                : changes.changed() - changes.records().size();
        return missed <= 0
                ? Optional.empty()
                : Optional.of(
                        "event: missed\ndata: %s\n\n".formatted(Json.object().put("missed", missed)));
    }

    private void send(String text) {
        sentAt = System.nanoTime();
        response.write(false, ByteBuffer.wrap(text.getBytes(UTF_8)), Callback.from(this::tickSoon, this::end));
    }

    private void tickSoon() {
        components
                .getScheduler()
                .schedule(() -> components.getExecutor().execute(this::tick), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            Optional<String> update = update();
            if (update.isPresent()) {
                send(update.get());
            } else if (System.nanoTime() - sentAt > SIGN_OF_LIFE_NANOS) {
                send(":\n\n");
            } else {
                tickSoon();
            }
        } catch (RuntimeException e) {
            end(e);
        }
    }

    private Optional<String> update() {
        Optional<ObjectNode> changedStatus = changedStatus();
        if (journal.revision() == revision && changedStatus.isEmpty()) {
            return Optional.empty();
        }
        Changes changes = journal.changesSince(revision, MOST_RECORDS);
        revision = changes.revision();
        ObjectNode json = Json.object().put("revision", revision);
        json.set("records", RowJson.of(changes.records()));
        json.put("changed", changes.changed());
        json.set("counts", counts());
        changedStatus.ifPresent(now -> json.set("status", now));
        return Optional.of("event: update\nid: %s-%d\ndata: %s\n\n".formatted(runId, revision, json));
    }

    private ObjectNode counts() {
        return Json.object().put("total", journal.keptRecords()).put("dropped", journal.droppedRecords());
    }

    private Optional<ObjectNode> changedStatus() {
        if (System.nanoTime() - statusAt < STATUS_NANOS) {
            return Optional.empty();
        }
        statusAt = System.nanoTime();
        ObjectNode now = status.now();
        String json = now.toString();
        if (json.equals(lastStatus)) {
            return Optional.empty();
        }
        lastStatus = json;
        return Optional.of(now);
    }

    private void end(Throwable reason) {
        ended.run();
        callback.failed(reason);
    }
}
