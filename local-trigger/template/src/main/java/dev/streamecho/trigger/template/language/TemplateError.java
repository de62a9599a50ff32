package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.UserError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mistake in a template, whose parts can be read, so that one line can name several of a kind. */
public final class TemplateError extends UserError {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String place;
    private final String property;
    private final int line;
    private final @Nullable String value;
    private final String problem;

    TemplateError(Origin origin, String path, int line, Optional<String> value, String problem) {
        this(origin.file(), origin.place(path), origin.property(path), line, value, problem);
    }

    private TemplateError(
            String file, String place, String property, int line, Optional<String> value, String problem) {
        super("%s: %s (line %d): %s%s"
                .formatted(file, place, line, value.map(shown -> shown + " ").orElse(""), problem));
        this.file = file;
        this.place = place;
        this.property = property;
        this.line = line;
        this.value = value.orElse(null);
        this.problem = problem;
    }

    /** Returns the same error with what the user can do. */
    public TemplateError advising(String advice) {
        return new TemplateError(file, place, property, line, value(), problem + "; " + advice);
    }

    /** Returns the file, as the user named it. */
    public String file() {
        return file;
    }

    /** Returns the resource and the property, as the user named them. */
    public String place() {
        return place;
    }

    /** Returns the property within its resource, such as {@code Environment.Variables.TABLE}; empty for the resource itself. */
    public String property() {
        return property;
    }

    /** Returns the line of the property, from 1. */
    public int line() {
        return line;
    }

    /** Returns the value that the problem is about; empty if the problem names it. */
    public Optional<String> value() {
        return Optional.ofNullable(value);
    }

    /** Returns what is wrong and what would be right, the same for all that are of a kind. */
    public String problem() {
        return problem;
    }
}
