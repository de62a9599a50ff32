package dev.streamecho.trigger.template.check;

import dev.streamecho.trigger.template.Template;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks in a template for what runs here and would fail, or lose something, on AWS. */
public final class TemplateCheck {
    private static final List<Rule> RULES = List.of(
            new MissingReadPermission(),
            new MissingSendPermission(),
            new TimeoutOverVisibility(),
            new NoDestination(),
            new EndlessRetries(),
            new WholeBatchDiscarded(),
            new QueueWithoutDeadLetters(),
            new WriteToOwnSource());

    private TemplateCheck() {}

    /** Returns the names of all rules. */
    public static List<String> rules() {
        return Stream.concat(RULES.stream().map(Rule::name), Stream.of(Replacement.NAME))
                .toList();
    }

    /**
     * Checks a template.
     *
     * @param deployed the template that is deployed, whose resources an update would change; empty if there is none
     * @param ignored the names of rules that are left out
     * @return what was found, by file and line
     */
    public static List<Finding> of(Template template, Optional<Template> deployed, Set<String> ignored) {
        CheckedStack stack = new CheckedStack(template);
        Stream<Rule> replacement = deployed.stream().map(Replacement::new);
        return Stream.concat(RULES.stream(), replacement)
                .filter(rule -> !ignored.contains(rule.name()))
                .flatMap(rule -> rule.find(stack))
                .distinct()
                .sorted(Comparator.comparing(Finding::file).thenComparing(Finding::line))
                .toList();
    }
}
