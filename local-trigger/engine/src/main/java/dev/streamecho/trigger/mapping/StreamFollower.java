package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.stream.EventStream;
import dev.streamecho.trigger.stream.StreamException;
import dev.streamecho.trigger.stream.TableStreams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs one event source mapping on the streams that its table has one after the other: when the stream is switched off, it
 * is read to its end; when one is switched on again, the mapping continues with that. A stream that came while the mapping
 * ran is read from its beginning, whatever the starting position, so that nothing written in between is lost.
 *
 * <p>On AWS a mapping stays on its stream. There a deployment that changes the stream makes another mapping in its place,
 * because {@code EventSourceArn} cannot be changed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html">
 *     AWS::Lambda::EventSourceMapping</a>
 */
public final class StreamFollower implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final String STREAMS_OF_TABLE = "the streams of the table";

    private final EventSourceMapping mapping;
    private final TableStreams streams;
    private final Function<EventSourceMapping, Checkpoints> checkpoints;
    private final Delivery delivery;
    private final SourceNotices notices;
    private final Thread thread;

    // Owned by the thread, once it runs.
    private EventSourceMapping current;
    private volatile @Nullable EventPoller poller;
    private String lastNotice = "";

    /** At this moment there was no stream after the one that is read to its end. */
    private volatile Instant offAt = Instant.EPOCH;

    /**
     * Makes a follower that does nothing yet.
     *
     * @param mapping on the stream that the table has now
     * @param checkpoints those of a mapping and its stream
     */
    public StreamFollower(
            EventSourceMapping mapping,
            TableStreams streams,
            Function<EventSourceMapping, Checkpoints> checkpoints,
            Delivery delivery) {
        this.mapping = mapping;
        this.current = mapping;
        this.streams = streams;
        this.checkpoints = checkpoints;
        this.delivery = delivery;
        notices = new SourceNotices("stream", this::notice);
        thread = new Thread(this::follow, mapping.logicalId() + " follows the streams");
    }

    /**
     * Starts to read; everything written after this returned is seen, whatever the starting position. After an exception it
     * has to be closed.
     *
     * @throws StreamException if the stream cannot be read
     * @throws UserError if no checkpoints can be kept
     */
    public void start() {
        if (!mapping.enabled()) {
            return;
        }
        current = first();
        EventPoller first = poller(current);
        poller = first;
        first.start();
        thread.start();
    }

    /** Begins to stop: nothing more is read or invoked. It has to be closed afterwards. */
    public void stop() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        last().ifPresent(EventPoller::stop);
    }

    /** Returns, once it stops, whether invocations are running; not those that wait for a function that cannot run. */
    public boolean isInvoking() {
        return last().filter(EventPoller::isInvoking).isPresent();
    }

    /** Lets running invocations end, within a limit, and stops. */
    @Override
    public void close() {
        stop();
        last().ifPresent(EventPoller::close);
    }

    private Optional<EventPoller> last() {
        return Optional.ofNullable(poller);
    }

    /**
     * Returns what is left of what was written before a moment. A stream elsewhere may show a record some time after it was
     * written, and a new shard after it was opened: what it did not show yet is not counted. Any thread may ask.
     *
     * @param moment by the clock of the mapping
     */
    public Backlog backlog(Instant moment) throws InterruptedException {
        EventPoller current = poller;
        if (current == null) {
            return Backlog.NONE;
        }
        return switch (current.state()) {
            case OPEN -> current.backlog(moment);
            case CLOSED -> Backlog.OPEN;
            case HANDLED, REFUSED -> offAt.isBefore(moment) ? Backlog.UNREAD : Backlog.NONE;
        };
    }

    private EventSourceMapping first() {
        return StreamsOfMapping.first(mapping, streams, checkpoints).orElseGet(this::replaced);
    }

    private EventSourceMapping replaced() {
        notice(("the streams that it has checkpoints of are gone, as the database was deleted or replaced, or they were"
                        + " switched off more than a day ago; starting from the oldest record kept of %s")
                .formatted(mapping.streamArn()));
        return mapping.onLaterStream(mapping.streamArn());
    }

    private void follow() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
                StreamState state = running().state();
                if (state != StreamState.OPEN) {
                    followOnce(state);
                }
            }
        } catch (InterruptedException e) {
            // Closed; the thread ends here.
            Thread.currentThread().interrupt();
        }
    }

    private void followOnce(StreamState state) throws InterruptedException {
        try {
            moveOn(state);
            notices.succeeded(STREAMS_OF_TABLE);
        } catch (StreamException | UserError e) {
            // Closing interrupts a call, which then fails like a lost connection.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            notices.failed(STREAMS_OF_TABLE, String.valueOf(e.getMessage()));
        }
    }

    private void moveOn(StreamState state) {
        Instant asOf = delivery.clock().instant();
        List<String> later = streams.after(current.streamArn());
        TableStreams.State table = streams.state();
        if (later.isEmpty() && table == TableStreams.State.ON) {
            // Only its shards have ended, and others follow.
            return;
        }
        if (state == StreamState.CLOSED) {
            noticeOnce("the stream of %s was switched off; what is left in it is handled first"
                    .formatted(streams.tableName()));
            return;
        }
        running().close();
        String lost = state == StreamState.REFUSED ? "; what was not handled of the old one is lost" : "";
        if (!later.isEmpty()) {
            continueWith(mapping.onLaterStream(later.get(0)), lost);
            return;
        }
        if (table == TableStreams.State.OFF) {
            noticeOnce("the stream of %s is off; what is written now is in no stream, and invokes nothing%s"
                    .formatted(streams.tableName(), lost));
        } else {
            noticeOnce("the table %s was deleted; nothing is invoked until it is created again, with a stream%s"
                    .formatted(streams.tableName(), lost));
        }
        offAt = asOf;
    }

    private void continueWith(EventSourceMapping next, String lost) {
        boolean isUnread = checkpoints.apply(next).shardIds().isEmpty();
        EventPoller nextPoller = poller(next);
        try {
            nextPoller.start();
        } catch (StreamException | UserError e) {
            nextPoller.close();
            throw e;
        }
        current = next;
        poller = nextPoller;
        if (!isUnread) {
            // It had come to this one before it was stopped or moved back.
            return;
        }
        // What the template refers to would be deployed so.
        String onAws = next.streamArn().equals(mapping.streamArn())
                ? ""
                : "; on AWS it would stay on the old one until a deployment replaces the mapping";
        noticeOnce("continues with the new stream of %s from its beginning: %s%s%s"
                .formatted(streams.tableName(), next.streamArn(), lost, onAws));
    }

    private EventPoller running() {
        return Objects.requireNonNull(poller, "it is started");
    }

    private EventPoller poller(EventSourceMapping onStream) {
        EventStream stream = streams.open(onStream.streamArn());
        return new EventPoller(onStream, stream, checkpoints.apply(onStream), delivery);
    }

    /** Reports a line once, however often it is found. */
    private void noticeOnce(String line) {
        if (!line.equals(lastNotice)) {
            lastNotice = line;
            notice(line);
        }
    }

    private void notice(String line) {
        delivery.listener().notice(mapping.logicalId(), line);
    }
}
