package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.api.ApiCall;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.journal.RunEvent;
import dev.streamecho.trigger.journal.RunEvent.Kind;
import dev.streamecho.trigger.mapping.DiscardedBatch;
import dev.streamecho.trigger.mapping.InvocationReport;
import dev.streamecho.trigger.mapping.InvocationStart;
import dev.streamecho.trigger.mapping.MessagesReceived;
import dev.streamecho.trigger.mapping.QueueMapping;
import dev.streamecho.trigger.mapping.RecordsRead;
import dev.streamecho.trigger.mapping.RecordsReturned;
import dev.streamecho.trigger.mapping.ShardProgress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes what happens into a journal before another listener hears of it. */
final class JournalingListener extends ForwardingListener {
    private final Journal journal;
    private final Clock clock;

    JournalingListener(Journal journal, StackListener next, Clock clock) {
        super(next);
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void read(RecordsRead read) {
        journal.read(read);
        super.read(read);
    }

    @Override
    public void received(MessagesReceived received) {
        journal.received(received);
        super.received(received);
    }

    @Override
    public void invoking(InvocationStart start) {
        journal.invoking(start);
        super.invoking(start);
    }

    @Override
    public void returned(RecordsReturned returned) {
        journal.returned(returned);
        super.returned(returned);
    }

    @Override
    public void resent(InvocationReport report) {
        journal.resent(report);
        super.resent(report);
    }

    @Override
    public void progressed(ShardProgress progress) {
        journal.progressed(progress);
        super.progressed(progress);
    }

    @Override
    public void invoked(InvocationReport report) {
        journal.invoked(report);
        super.invoked(report);
    }

    @Override
    public void discarded(DiscardedBatch batch, Optional<String> place) {
        journal.discarded(batch, place);
        super.discarded(batch, place);
    }

    @Override
    public void deadLettered(String mapping, List<String> messageIds, QueueMapping.DeadLetters to) {
        journal.deadLettered(mapping, messageIds, to.queueName(), clock.instant());
        super.deadLettered(mapping, messageIds, to);
    }

    @Override
    public void notice(String mapping, String line) {
        add(Kind.NOTICE, mapping, line);
        super.notice(mapping, line);
    }

    @Override
    public void notice(String line) {
        add(Kind.NOTICE, "", line);
        super.notice(line);
    }

    @Override
    public void functionNotice(String function, String line) {
        add(Kind.NOTICE, function, line);
        super.functionNotice(function, line);
    }

    @Override
    public void startFailed(String function, Invocation.Outcome outcome) {
        add(Kind.START_FAILED, function, outcome.describe());
        super.startFailed(function, outcome);
    }

    @Override
    public void codeReplaced(String function, Duration took, Optional<Invocation.Outcome> failure) {
        journal.codeChanged(
                function,
                clock.instant(),
                failure.isEmpty(),
                failure.map(Invocation.Outcome::describe).orElse("runs its new code"));
        super.codeReplaced(function, took, failure);
    }

    @Override
    public void codeRefused(String function, UserError reason, boolean isRunning) {
        journal.codeChanged(function, clock.instant(), false, String.valueOf(reason.getMessage()));
        super.codeRefused(function, reason, isRunning);
    }

    @Override
    public void buildStarted(Path project, String tool) {
        journal.buildStarted();
        super.buildStarted(project, tool);
    }

    @Override
    public void buildFailed(Path project, List<String> explanation) {
        journal.buildFailed(explanation);
        super.buildFailed(project, explanation);
    }

    @Override
    public void answered(ApiCall call) {
        journal.answered(call);
        super.answered(call);
    }

    private void add(Kind kind, String subject, String text) {
        journal.add(new RunEvent(clock.instant(), kind, subject, Optional.empty(), text));
    }
}
