package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.api.ApiCall;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationStart;
import dev.streamecho.trigger.mapping.MessagesReceived;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.mapping.RecordsReturned;
import dev.streamecho.trigger.mapping.ShardProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Passes every event on to another listener; to be extended for the events that are to be seen on the way. */
public abstract class ForwardingListener implements StackListener {
    private final StackListener next;

    /** Makes a listener before another one. */
    protected ForwardingListener(StackListener next) {
        this.next = Objects.requireNonNull(next);
    }

    @Override
    public void invoking(InvocationStart start) {
        next.invoking(start);
    }

    @Override
    public void returned(RecordsReturned returned) {
        next.returned(returned);
    }

    @Override
    public void progressed(ShardProgress progress) {
        next.progressed(progress);
    }

    @Override
    public void invoked(InvocationReport report) {
        next.invoked(report);
    }

    @Override
    public void resent(InvocationReport report) {
        next.resent(report);
    }

    @Override
    public void read(RecordsRead read) {
        next.read(read);
    }

    @Override
    public void received(MessagesReceived received) {
        next.received(received);
    }

    @Override
    public void filtered(String mapping, int records) {
        next.filtered(mapping, records);
    }

    @Override
    public void messagesFiltered(String mapping, int messages) {
        next.messagesFiltered(mapping, messages);
    }

    @Override
    public void deadLettered(String mapping, List<String> messageIds, QueueMapping.DeadLetters to) {
        next.deadLettered(mapping, messageIds, to);
    }

    @Override
    public void discarded(DiscardedBatch batch, Optional<String> place) {
        next.discarded(batch, place);
    }

    @Override
    public void notice(String mapping, String line) {
        next.notice(mapping, line);
    }

    @Override
    public void notice(String line) {
        next.notice(line);
    }

    @Override
    public void functionLine(String function, String line) {
        next.functionLine(function, line);
    }

    @Override
    public void functionNotice(String function, String line) {
        next.functionNotice(function, line);
    }

    @Override
    public void startFailed(String function, Invocation.Outcome outcome) {
        next.startFailed(function, outcome);
    }

    @Override
    public void buildStarted(Path project, String tool) {
        next.buildStarted(project, tool);
    }

    @Override
    public void buildFailed(Path project, List<String> explanation) {
        next.buildFailed(project, explanation);
    }

    @Override
    public void codeReplaced(String function, Duration took, Optional<Invocation.Outcome> failure) {
        next.codeReplaced(function, took, failure);
    }

    @Override
    public void codeRefused(String function, UserError reason, boolean isRunning) {
        next.codeRefused(function, reason, isRunning);
    }

    @Override
    public void answered(ApiCall call) {
        next.answered(call);
    }
}
