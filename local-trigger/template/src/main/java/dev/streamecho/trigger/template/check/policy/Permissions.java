package dev.streamecho.trigger.template.check.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * What a role may do. What policies refuse ({@code Effect: Deny}) is not looked at: it only ever makes less of it. It is
 * immutable.
 */
public final class Permissions {
    static final Permissions NONE = new Permissions(List.of(), true);

    /** Of a role, or a policy, that is elsewhere. */
    static final Permissions UNREADABLE = new Permissions(List.of(), false);

    private final List<Statement> statements;
    private final boolean isComplete;

    private Permissions(List<Statement> statements, boolean isComplete) {
        this.statements = statements;
        this.isComplete = isComplete;
    }

    static Permissions of(List<Statement> statements) {
        return new Permissions(List.copyOf(statements), true);
    }

    Permissions and(Permissions others) {
        List<Statement> all = new ArrayList<>(statements);
        all.addAll(others.statements);
        return new Permissions(List.copyOf(all), isComplete && others.isComplete);
    }

    /** Returns whether an action, such as {@code sqs:SendMessage}, is allowed on the resource of an ARN. */
    public Grant grant(String action, String arn) {
        Grant best = isComplete ? Grant.NO : Grant.UNKNOWN;
        for (Statement statement : statements) {
            switch (statement.grant(action, arn)) {
                case YES -> {
                    return Grant.YES;
                }
                case UNKNOWN -> best = Grant.UNKNOWN;
                case NO -> {}
            }
        }
        return best;
    }

    /** Returns the same for an action whose resource is not asked for. */
    public Grant grant(String action) {
        return new Permissions(
                        statements.stream()
                                .map(statement ->
                                        new Statement(statement.actions(), List.of("*"), statement.isConditional()))
                                .toList(),
                        isComplete)
                .grant(action, "");
    }

    /** Returns whether a policy allows the action on a resource that it names, rather than on all. */
    public boolean isMeantFor(String action, String arn) {
        return statements.stream()
                .anyMatch(statement -> statement.grant(action, arn) == Grant.YES && statement.names(arn));
    }
}
