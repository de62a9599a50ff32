package dev.streamecho.trigger.page.api;

import dev.streamecho.trigger.journal.RecordRow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a search can name. */
enum SearchField {
    KEY(string(RecordRow::key)),
    TABLE(string(RecordRow::source)),
    QUEUE(string(RecordRow::source)),
    MAPPING(string(RecordRow::mapping)),
    FUNCTION(string(RecordRow::function)),
    SHARD(string(row -> row.shardId().orElse(""))),
    ID(string(RecordRow::id)),
    EVENT(word(row -> row.change().name(), Stream.of(RecordRow.Change.values()))),
    OUTCOME(word(
            row -> Words.of(row.outcome()),
            Stream.of(RecordRow.Outcome.values()).map(Words::of))),
    STATE(word(row -> row.state().toString(), Stream.of(RecordRow.State.values()))),
    ATTEMPT(number(RecordRow::attempts)),
    BATCH(number(row -> row.batch().map(Long::doubleValue).orElse(Double.NaN))),
    LATENCY(number(row -> row.latency().map(Json::millis).orElse(Double.NaN))),
    SIZE(number(RecordRow::sizeBytes)),
    N(number(RecordRow::n));

    private static final Pattern NUMBER = Pattern.compile("(<=|>=|<|>|=)?(\\d{1,18}(?:\\.\\d{1,9})?)");

    private final Matching matching;

    /** How a field is asked for a value. */
    @FunctionalInterface
    private interface Matching {
        /** @throws ApiException if it cannot have such a value; {@code typed} is the whole term */
        Predicate<RecordRow> of(String value, String typed);
    }

    SearchField(Matching matching) {
        this.matching = matching;
    }

    /** @throws ApiException if there is no such field */
    static SearchField of(String name, String typed) {
        return Stream.of(values())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "%s: is not known; there is %s"
                                .formatted(
                                        name,
                                        Stream.of(values())
                                                .map(field -> field.name().toLowerCase(Locale.ROOT) + ":")
                                                .collect(Collectors.joining(", "))),
                        typed));
    }

    Predicate<RecordRow> matching(String value, String typed) {
        return matching.of(value, typed);
    }

    /** Returns whether a word is a part of what is shown of a record. */
    static Predicate<RecordRow> anywhere(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        List<Function<RecordRow, String>> shown = List.of(
                RecordRow::key,
                RecordRow::source,
                RecordRow::mapping,
                RecordRow::function,
                RecordRow::id,
                row -> row.change().name(),
                row -> Words.of(row.outcome()));
        return row -> shown.stream()
                .anyMatch(part -> part.apply(row).toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static Matching string(Function<RecordRow, String> field) {
        return (value, typed) -> {
            String wanted = value.toLowerCase(Locale.ROOT);
            return row -> field.apply(row).toLowerCase(Locale.ROOT).contains(wanted);
        };
    }

    /** One of some words, of which the beginning is enough. */
    private static Matching word(Function<RecordRow, String> field, Stream<?> words) {
        List<String> all = words.map(Object::toString).toList();
        return (value, typed) -> {
            Optional<String> found =
                    all.stream().filter(word -> startsWith(word, value)).findFirst();
            if (found.isEmpty()) {
                throw ApiException.invalid("%s is none of %s".formatted(value, String.join(", ", all)), typed);
            }
            return row -> startsWith(field.apply(row), value);
        };
    }

    private static boolean startsWith(String word, String beginning) {
        return word.regionMatches(true, 0, beginning, 0, beginning.length());
    }

    private static Matching number(ToDoubleFunction<RecordRow> field) {
        return (value, typed) -> {
            Matcher parts = NUMBER.matcher(value);
            if (!parts.matches()) {
                if (value.matches("<=?|>=?|=")) {
                    return Search.UNFINISHED;
                }
                throw ApiException.invalid("%s is not a number; write 2, >1, or <=3".formatted(value), typed);
            }
            double wanted = Double.parseDouble(parts.group(2));
            DoublePredicate holds = switch (Optional.ofNullable(parts.group(1)).orElse("=")) {
                case "<" -> number -> number < wanted;
                case "<=" -> number -> number <= wanted;
                case ">" -> number -> number > wanted;
                case ">=" -> number -> number >= wanted;
                default -> number -> number == wanted;
            };
            return row -> holds.test(field.applyAsDouble(row));
        };
    }
}
