package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.PseudoParameters;
import dev.streamecho.trigger.template.language.Unknown;
import dev.streamecho.trigger.template.language.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code Ref} and {@code Fn::GetAtt} give of a resource: the form that it has on AWS, with the resource's name, or
 * its logical id if the template gives it none.
 */
final class ResourceAttributes {
    private static final int SHORTEST_TABLE_NAME = 3;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private ResourceAttributes() {}

    /** Returns what {@code Ref} ("Ref") or {@code Fn::GetAtt} (the attribute) gives, or empty if that is not known here. */
    static Optional<String> get(Resource resource, String attribute, Value from) {
        if (attribute.equals(TableDefinition.STREAM_ARN)) {
            TableDefinition.requireStream(resource, from);
        }
        return Optional.ofNullable(ResourceType.of(resource).attributes().get(attribute))
                .map(form -> fill(form, resource));
    }

    /** Returns what can be asked of the resource. */
    static List<String> known(Resource resource) {
        return ResourceType.of(resource).attributes().keySet().stream().sorted().toList();
    }

    /** Returns the resource's name: from its property, else its logical id. */
    static String name(Resource resource) {
        Optional<String> property = ResourceType.of(resource).nameProperty();
        Optional<String> name = property.flatMap(resource.properties()::get).map(Value::text);
        return switch (property.orElse("")) {
            case "FunctionName" -> name.map(FunctionNames::nameOf).orElse(resource.logicalId());
            // Bucket names have no capitals.
            case "BucketName" -> name.orElse(resource.logicalId().toLowerCase(Locale.ROOT));
            case "QueueName" -> name.map(Unknown::withoutDots).orElseGet(() -> madeUpQueueName(resource));
            case "TableName" -> name.orElseGet(() -> madeUpTableName(resource));
            default -> name.orElse(resource.logicalId());
        };
    }

    /** A shorter logical id is not a name of a table; CloudFormation's begins with that of the stack. */
    private static String madeUpTableName(Resource table) {
        return table.logicalId().length() < SHORTEST_TABLE_NAME
                ? PseudoParameters.STACK_NAME + "-" + table.logicalId()
                : table.logicalId();
    }

    /** SQS recognizes a FIFO queue by the end of its name. */
    private static String madeUpQueueName(Resource queue) {
        return queue.logicalId() + (QueueDefinition.isFifo(queue.properties()) ? ".fifo" : "");
    }

    /** When snapshots of a function are taken: {@code None} or {@code PublishedVersions}. */
    private static String snapStart(Resource function) {
        return function.properties()
                .get("SnapStart")
                .flatMap(snapStart -> snapStart.get("ApplyOn"))
                .map(Value::text)
                .orElse("None");
    }

    private static String fill(String form, Resource resource) {
        PseudoParameters stack = resource.properties().scope().pseudoParameters();
        return PLACEHOLDER
                .matcher(form)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1)) {
                            case "name" -> name(resource);
                            case "partition" -> stack.partition();
                            case "region" -> stack.region();
                            case "suffix" -> stack.urlSuffix();
                            case "account" -> PseudoParameters.ACCOUNT_ID;
                            case "snapStart" -> snapStart(resource);
                            default ->
                                resource.properties().require(match.group(1)).text();
                        }));
    }
}
