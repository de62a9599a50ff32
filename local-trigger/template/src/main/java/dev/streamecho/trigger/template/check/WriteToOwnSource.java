package dev.streamecho.trigger.template.check;

import dev.streamecho.trigger.template.check.policy.Grant;
import dev.streamecho.trigger.template.check.policy.Permissions;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.util.List;
import java.util.Optional;

/**
 * A function that writes into the table whose changes invoke it may invoke itself without end, and Lambda stops no such loop of a
 * stream. That it may write is all that a template shows.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html">Use Lambda recursive loop detection to
 *     prevent infinite loops</a>
 */
final class WriteToOwnSource implements MappingRule {
    private static final List<String> WRITES =
            List.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem");

    @Override
    public String name() {
        return "write-to-own-source";
    }

    @Override
    public String documentation() {
        return "https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html";
    }

    @Override
    public Optional<Finding> find(CheckedMapping mapping, CheckedStack stack) {
        // A filter is how one leaves out one's own changes.
        if (!mapping.readsStream() || mapping.isFiltered()) {
            return Optional.empty();
        }
        return mapping.definition()
                .table()
                .filter(table -> isMeant(mapping, table, stack.permissionsOf(mapping.function())))
                .map(table -> Finding.of(
                        this,
                        Severity.WARNING,
                        mapping.logicalId(),
                        mapping.definition().source(),
                        "%s may write into %s, whose changes invoke it: if each change makes another, that is a loop without end,"
                                        .formatted(mapping.function().logicalId(), table.logicalId())
                                + " which costs money and which Lambda does not stop",
                        "write into another table, or leave out the function's own changes with FilterCriteria; a function that"
                                + " only reads needs DynamoDBReadPolicy"));
    }

    /** A permission for all tables means this one only if the function knows its name. */
    private static boolean isMeant(CheckedMapping mapping, TableDefinition table, Permissions permissions) {
        String source = mapping.definition().eventSourceArn();
        String arn = source.substring(0, source.indexOf("/stream/"));
        return WRITES.stream()
                .anyMatch(action -> permissions.isMeantFor(action, arn)
                        || permissions.grant(action, arn) == Grant.YES
                                && mapping.function().environment().containsValue(table.tableName()));
    }
}
