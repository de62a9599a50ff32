package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table as a user names it: by its name, its ARN or the ARN of its stream, which may be of another account.
 *
 * @param name the table's name
 * @param region of the ARN; empty without one, and for the made-up regions of stand-ins
 * @param tableArn empty without an ARN
 * @param streamArn empty if no stream is named
 */
public record TableReference(
        String name, Optional<String> region, Optional<String> tableArn, Optional<String> streamArn) {
    private static final Pattern ARN = Pattern.compile("(arn:[^:]*:dynamodb:([^:]*):[^:]*:table/([^/]+))(/stream/.+)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");
    private static final Pattern AWS_REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

    /**
     * Reads what a user gave with {@code --table}.
     *
     * @throws UserError if it can be neither a table's name nor one of its ARNs
     */
    public static TableReference given(String nameOrArn) {
        TableReference table = parse(nameOrArn);
        if (!NAME.matcher(table.name()).matches()) {
            throw new UserError("--table %s is not a DynamoDB table; give its name, its ARN, or the ARN of its stream"
                    .formatted(nameOrArn));
        }
        return table;
    }

    /** Reads the name or ARN of a table, or the ARN of its stream; what is not an ARN is a name. */
    public static TableReference parse(String nameOrArn) {
        Matcher arn = ARN.matcher(nameOrArn);
        if (!arn.matches()) {
            return new TableReference(nameOrArn, Optional.empty(), Optional.empty(), Optional.empty());
        }
        return new TableReference(
                arn.group(3),
                Optional.of(arn.group(2))
                        .filter(region -> AWS_REGION.matcher(region).matches()),
                Optional.of(arn.group(1)),
                Optional.ofNullable(arn.group(4)).map(stream -> nameOrArn));
    }
}
