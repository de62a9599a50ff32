package dev.streamecho.trigger.cli.recording;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.EventSourceMapping.Failures;
import dev.streamecho.trigger.stack.EventSourceMappings;
import dev.streamecho.trigger.stack.StackMapping;
import dev.streamecho.trigger.table.TableReference;
import dev.streamecho.trigger.template.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The mappings of a template through which a recording goes. */
final class ReplayMappings {
    /** What is older, the stream has forgotten. */
    private static final Duration RETENTION = Duration.ofHours(24);

    private ReplayMappings() {}

    /**
     * Chooses mappings on streams: those that are named, else the enabled ones on the tables of the recording; if the template
     * has one table only, that may be called otherwise.
     *
     * @param streamArns of the recording
     * @throws UserError if there are none, or it is not clear which
     */
    static List<StackMapping> choose(Template template, Set<String> streamArns, List<String> named) {
        EventSourceMappings read = EventSourceMappings.read(template);
        List<StackMapping> all = Stream.concat(
                        read.onTables().stream(), read.elsewhere().stream().map(EventSourceMappings.Elsewhere::mapping))
                .toList();
        if (!named.isEmpty()) {
            return named.stream()
                    .distinct()
                    .map(name -> named(template, all, name))
                    .toList();
        }
        List<StackMapping> enabled =
                all.stream().filter(mapping -> mapping.mapping().enabled()).toList();
        Set<String> tables = streamArns.stream().map(ReplayMappings::table).collect(Collectors.toSet());
        List<StackMapping> ofTables = enabled.stream()
                .filter(mapping -> tables.contains(table(mapping.mapping().streamArn())))
                .toList();
        if (!ofTables.isEmpty()) {
            return ofTables;
        }
        long others = enabled.stream()
                .map(mapping -> table(mapping.mapping().streamArn()))
                .distinct()
                .count();
        if (others != 1) {
            throw new UserError("%s has no enabled mapping on the stream of %s: name one or more with --mapping (%s)"
                    .formatted(template.file(), String.join(", ", tables), names(all)));
        }
        return enabled;
    }

    private static StackMapping named(Template template, List<StackMapping> all, String name) {
        return all.stream()
                .filter(mapping -> mapping.mapping().logicalId().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError("--mapping: %s is not a mapping on a table's stream; %s has %s"
                        .formatted(name, template.file(), names(all))));
    }

    private static String names(List<StackMapping> mappings) {
        return mappings.isEmpty()
                ? "none"
                : mappings.stream()
                        .map(mapping -> mapping.mapping().logicalId())
                        .collect(Collectors.joining(", "));
    }

    private static String table(String streamArn) {
        return TableReference.parse(streamArn).name();
    }

    /** Returns a mapping that does not retry without end, as nobody ends a replay of which a record cannot be handled. */
    static EventSourceMapping withEnd(
            EventSourceMapping mapping, OptionalInt attempts, int most, Consumer<String> notice) {
        Failures failures = mapping.failures();
        OptionalInt retries = attempts.isPresent() ? attempts : failures.maximumRetryAttempts();
        if (retries.isEmpty()) {
            notice.accept(
                    "%s retries without end; here, a batch is discarded after %d retries (--maximum-retry-attempts)"
                            .formatted(mapping.logicalId(), most));
            retries = OptionalInt.of(most);
        }
        return new EventSourceMapping(
                mapping.logicalId(),
                mapping.function(),
                mapping.source(),
                mapping.batching(),
                new Failures(
                        retries,
                        failures.maximumRecordAge().or(() -> Optional.of(RETENTION)),
                        failures.bisectBatchOnFunctionError(),
                        failures.reportBatchItemFailures()),
                mapping.onFailureDestination(),
                true);
    }
}
