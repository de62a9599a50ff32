package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in one line why a change was never read, or an item never changed. */
final class ReasonOfUnseen {
    /** A change is in its stream a moment after it was written. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Journal journal;
    private final Surroundings surroundings;
    private final Times times;

    ReasonOfUnseen(Journal journal, Surroundings surroundings, Times times) {
        this.journal = journal;
        this.surroundings = surroundings;
        this.times = times;
    }

    /** If the last write of an item came after what was read of it, says what became of it. */
    Optional<Answer> ofWriteAfter(TypedKey key, Optional<RecordRow> newest) {
        return journal.writes().stream()
                .filter(write -> key.matches(ItemKeys.shown(write.key())))
                .findFirst()
                .filter(write ->
                        newest.isEmpty() || write.at().isAfter(newest.get().at()))
                .map(write -> answer(ofWrite(write)));
    }

    private String ofWrite(NotedWrite write) {
        Optional<Surroundings.Table> table = surroundings.tables().stream()
                .filter(one -> one.name().equals(write.table()))
                .findFirst();
        String id = table.map(Surroundings.Table::table).orElse(write.table());
        String what = "%s of %s in %s at %s"
                .formatted(write.operation(), ItemKeys.shown(write.key()), id, times.of(write.at()));
        if (write.failure().isPresent()) {
            return "not called: nothing was written; %s was refused: %s"
                    .formatted(what, write.failure().get());
        }
        Optional<String> unread = unread(id, table);
        if (unread.isPresent()) {
            return "%s; the last write was %s".formatted(unread.get(), what);
        }
        return times.hasPassedSince(write.at(), PATIENCE)
                ? "not called: the last write changed nothing, and DynamoDB makes no record of that; it was " + what
                : "not called yet: the last write is not read yet; it was " + what;
    }

    /** Why nothing at all of a table is read. */
    private Optional<String> unread(String id, Optional<Surroundings.Table> table) {
        if (table.filter(one -> !one.hasStream()).isPresent()) {
            return Optional.of(
                    "not called: %s has no stream (StreamSpecification), so nobody hears of its changes".formatted(id));
        }
        List<JournaledMapping> mappings = journal.mappings().stream()
                .filter(mapping -> mapping.source().equals(id))
                .toList();
        if (mappings.isEmpty()) {
            List<Surroundings.LeftOut> leftOut = surroundings.leftOut().stream()
                    .filter(one -> one.source().equals(id))
                    .toList();
            return Optional.of(
                    leftOut.isEmpty()
                            ? "not called: no mapping reads %s".formatted(id)
                            : "not called: %s is left out: %s"
                                    .formatted(
                                            leftOut.get(0).mapping(),
                                            leftOut.get(0).reason()));
        }
        if (mappings.stream().noneMatch(mapping -> surroundings.isEnabled(mapping.mapping()))) {
            return Optional.of("not called yet: %s is disabled".formatted(names(mappings)));
        }
        return paused(mappings);
    }

    private Optional<String> paused(List<JournaledMapping> mappings) {
        return mappings.stream()
                .flatMap(mapping -> journal.shards(mapping.mapping()).stream())
                .filter(ShardStatus::isMoreUnread)
                .findFirst()
                .map(shard ->
                        "not called yet: %s reads nothing more before some of the %d records are done that it has%s"
                                .formatted(
                                        shard.mapping(),
                                        shard.lagRecords(),
                                        shard.blockedBy()
                                                .map(n -> ", which are behind batch " + n)
                                                .orElse("")));
    }

    Answer ofKey(TypedKey key) {
        List<String> tables = surroundings.tablesWith(key);
        if (tables.isEmpty()) {
            String names = surroundings.tables().stream()
                    .map(Surroundings.Table::table)
                    .collect(Collectors.joining(", "));
            return answer(
                    "not called: nothing with the key %s was written since the start, and no item with it is in %s"
                            .formatted(key, names.isEmpty() ? "a table of this stack" : names));
        }
        return answer(tables.stream().map(this::ofKept).collect(Collectors.joining("; ")));
    }

    /** The item is there, and nothing of it was written in this run. */
    private String ofKept(String id) {
        Optional<Surroundings.Table> table = surroundings.tables().stream()
                .filter(one -> one.table().equals(id))
                .findFirst();
        Optional<String> unread = unread(id, table);
        if (unread.isPresent()) {
            return "%s; the item is in %s".formatted(unread.get(), id);
        }
        boolean isLatest = journal.mappings().stream()
                .filter(mapping -> mapping.source().equals(id))
                .flatMap(mapping -> mapping.onStream().stream())
                .allMatch(mapping -> mapping.source().startingPosition() == StartingPosition.LATEST);
        return "not called: the item in %s was written before the start at %s%s"
                .formatted(
                        id,
                        times.of(surroundings.startedAt()),
                        isLatest
                                ? ", and StartingPosition LATEST begins with what is written after it"
                                : "; its record is trimmed, or was done in an earlier run");
    }

    Answer ofNumber(String number) {
        return answer("not called: no record with the sequence number %s was read in this run%s"
                .formatted(
                        number,
                        journal.droppedRecords() == 0
                                ? ""
                                : ", or it is one of the %d oldest, which are no longer kept"
                                        .formatted(journal.droppedRecords())));
    }

    private Answer answer(String answer) {
        List<String> lines = new ArrayList<>();
        if (journal.droppedRecords() > 0) {
            lines.add("the %d oldest records of this run are no longer kept".formatted(journal.droppedRecords()));
        }
        return new Answer(answer, lines, Optional.empty());
    }

    private static String names(List<JournaledMapping> mappings) {
        return mappings.stream().map(JournaledMapping::mapping).collect(Collectors.joining(", "));
    }
}
