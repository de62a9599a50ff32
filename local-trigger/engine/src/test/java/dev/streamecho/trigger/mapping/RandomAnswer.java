package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.invocation.Invocation.Outcome;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.util.List;
import java.util.Random;

/**
 * How the function of a random history answers, and what that has to mean.
 *
 * @param index how many records are handled with {@link Kind#HANDLED_UP_TO}
 * @param state what the response says of the state
 */
record RandomAnswer(Outcome outcome, Kind kind, int index, String state) {

    /** What an answer means for the batch. */
    enum Kind {
        HANDLED,
        HANDLED_UP_TO,
        /** The first record is reported. */
        NOT_HANDLED,
        FAILED,
        NOT_REACHED
    }

    static RandomAnswer success(Random random) {
        String state = "{\"n\":%d}".formatted(random.nextInt(100));
        return new RandomAnswer(Outcomes.state(state), Kind.HANDLED, 0, state);
    }

    static RandomAnswer failure() {
        return new RandomAnswer(Outcomes.error(), Kind.FAILED, 0, "");
    }

    /** Anything that is not success, where the mapping takes it for that. */
    static RandomAnswer trouble(Random random, EventSourceMapping mapping, List<ChangeRecord> batch) {
        return switch (random.nextInt(7)) {
            case 0 -> new RandomAnswer(Outcomes.timeout(), Kind.FAILED, 0, "");
            case 1 -> new RandomAnswer(Outcomes.initError(), Kind.FAILED, 0, "");
            case 2 -> new RandomAnswer(Outcomes.notReached(), Kind.NOT_REACHED, 0, "");
            case 3, 4 -> batch.isEmpty() ? failure() : partial(random, mapping, batch);
            case 5 -> malformed(random, mapping);
            default -> failure();
        };
    }

    private static RandomAnswer partial(Random random, EventSourceMapping mapping, List<ChangeRecord> batch) {
        int lowest = random.nextInt(batch.size());
        int other = lowest + random.nextInt(batch.size() - lowest);
        String state = "{\"n\":%d}".formatted(random.nextInt(100));
        Outcome outcome = Outcomes.returns(
                "{\"state\":%s,\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"},{\"itemIdentifier\":\"%s\"}]}"
                        .formatted(
                                state,
                                batch.get(other).sequenceNumber(),
                                batch.get(lowest).sequenceNumber()));
        if (!mapping.failures().reportBatchItemFailures()) {
            return new RandomAnswer(outcome, Kind.HANDLED, 0, state);
        }
        return new RandomAnswer(outcome, lowest == 0 ? Kind.NOT_HANDLED : Kind.HANDLED_UP_TO, lowest, state);
    }

    private static RandomAnswer malformed(Random random, EventSourceMapping mapping) {
        String state = "{\"n\":%d}".formatted(random.nextInt(100));
        Outcome outcome = Outcomes.returns(
                "{\"state\":%s,\"batchItemFailures\":[{\"itemIdentifier\":\"none\"}]}".formatted(state));
        return new RandomAnswer(
                outcome, mapping.failures().reportBatchItemFailures() ? Kind.FAILED : Kind.HANDLED, 0, state);
    }

    @Override
    public String toString() {
        return kind == Kind.HANDLED_UP_TO ? kind + " " + index : kind.toString();
    }
}
