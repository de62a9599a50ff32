package dev.streamecho.trigger.page.api;

import dev.streamecho.trigger.journal.RecordRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search of records, as it is typed: terms that all have to hold. A word holds where it is a part of what is shown of the
 * record; {@code field:value} where it is a part of that field; a minus before it turns it around.
 */
final class Search {
    /** A value may be in quotation marks, as a key may have spaces. */
    private static final Pattern TERM = Pattern.compile("(-?)(?:([A-Za-z]+):)?(\"[^\"]*\"?|\\S*)");

    /** Of a term that is still being typed: it holds, also with a minus before it. */
    static final Predicate<RecordRow> UNFINISHED = row -> true;

    private Search() {}

    /** @throws ApiException with the term that is wrong */
    static Predicate<RecordRow> parse(String text) {
        List<Predicate<RecordRow>> terms = new ArrayList<>();
        Matcher term = TERM.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            term.region(at, text.length());
            if (!term.lookingAt() || term.end() == at) {
                throw ApiException.invalid("This is no search", text.substring(at));
            }
            at = term.end();
            Predicate<RecordRow> holds = term(term.group(2), unquoted(term.group(3)), term.group());
            terms.add(term.group(1).isEmpty() || holds == UNFINISHED ? holds : holds.negate());
        }
        return row -> terms.stream().allMatch(holds -> holds.test(row));
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? value.replace("\"", "") : value;
    }

    private static Predicate<RecordRow> term(String name, String value, String typed) {
        if (value.isEmpty()) {
            return UNFINISHED;
        }
        return name == null
                ? SearchField.anywhere(value)
                : SearchField.of(name, typed).matching(value, typed);
    }
}
