package dev.streamecho.trigger.template.cdk;

import dev.streamecho.trigger.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Chooses the stacks that run together: those that the user names with those that they need; else the only ones that belong
 * together and have an event source mapping.
 */
final class StackChoice {
    private final Path assembly;
    private final List<StackArtifact> all;
    private final Map<String, StackFacts> facts = new LinkedHashMap<>();

    /** @param assembly what the user named, for messages */
    StackChoice(Path assembly, List<StackArtifact> all) {
        this.assembly = assembly;
        this.all = all;
    }

    private StackFacts facts(StackArtifact stack) {
        return facts.computeIfAbsent(stack.id(), id -> StackFacts.read(stack));
    }

    /** Returns the stack of a template, with those that it needs. */
    List<StackArtifact> of(Path template) {
        return withNeeded(stack -> isSame(stack.template(), template));
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    /**
     * Returns the stacks that run, in the order of the assembly.
     *
     * @param names those that the user gives; none if the assembly has to tell
     * @throws UserError if there is no such stack, or if several could be meant
     */
    List<StackArtifact> of(List<String> names) {
        for (String name : names) {
            if (all.stream().noneMatch(stack -> stack.isNamed(name))) {
                throw new UserError("--stack: %s has no stack %s; it has %s".formatted(assembly, name, shown(all)));
            }
        }
        if (!names.isEmpty()) {
            return withNeeded(stack -> names.stream().anyMatch(stack::isNamed));
        }
        List<List<StackArtifact>> candidates = narrowed(narrowed(groups(), StackFacts::canRun), StackFacts::hasMapping);
        if (candidates.size() > 1) {
            throw new UserError("%s has several stacks that could run: %s; choose with --stack NAME"
                    .formatted(
                            assembly,
                            candidates.stream().map(StackChoice::shown).collect(Collectors.joining("; "))));
        }
        return candidates.get(0);
    }

    /** Returns the groups of which a stack has something, or all if none has. */
    private List<List<StackArtifact>> narrowed(List<List<StackArtifact>> groups, Predicate<StackFacts> has) {
        List<List<StackArtifact>> narrowed = groups.stream()
                .filter(group -> group.stream().map(this::facts).anyMatch(has))
                .toList();
        return narrowed.isEmpty() ? groups : narrowed;
    }

    private List<StackArtifact> withNeeded(Predicate<StackArtifact> wanted) {
        Set<StackArtifact> chosen = new LinkedHashSet<>();
        all.stream().filter(wanted).forEach(stack -> addWithNeeded(stack, chosen));
        return inOrder(chosen);
    }

    private void addWithNeeded(StackArtifact stack, Set<StackArtifact> chosen) {
        if (chosen.add(stack)) {
            all.stream().filter(other -> needs(stack, other)).forEach(other -> addWithNeeded(other, chosen));
        }
    }

    /** What is imported by a name that somebody wrote is no dependency in the manifest. */
    private boolean needs(StackArtifact stack, StackArtifact other) {
        return stack.dependencies().contains(other.id())
                || facts(stack).imports().stream().anyMatch(facts(other).exports()::contains);
    }

    /** Returns the stacks in groups of those that need each other, directly or not. */
    private List<List<StackArtifact>> groups() {
        List<Set<StackArtifact>> groups = new ArrayList<>();
        for (StackArtifact stack : all) {
            Set<StackArtifact> group = new LinkedHashSet<>(Set.of(stack));
            List<Set<StackArtifact>> joined = groups.stream()
                    .filter(one -> one.stream().anyMatch(other -> needs(stack, other) || needs(other, stack)))
                    .toList();
            joined.forEach(group::addAll);
            groups.removeAll(joined);
            groups.add(group);
        }
        return groups.stream().map(this::inOrder).toList();
    }

    private List<StackArtifact> inOrder(Set<StackArtifact> some) {
        return all.stream().filter(some::contains).toList();
    }

    /** Returns what is taken, in one line. */
    String line(List<StackArtifact> chosen) {
        List<StackArtifact> others =
                all.stream().filter(stack -> !chosen.contains(stack)).toList();
        return "%s: %s %s%s"
                .formatted(
                        assembly,
                        chosen.size() == 1 ? "stack" : "stacks",
                        shown(chosen),
                        others.isEmpty() ? "" : ", without %s; choose with --stack".formatted(shown(others)));
    }

    private static String shown(List<StackArtifact> stacks) {
        return stacks.stream().map(StackArtifact::path).collect(Collectors.joining(", "));
    }
}
