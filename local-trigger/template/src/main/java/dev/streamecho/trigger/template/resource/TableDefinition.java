package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.Value;
import java.util.Optional;

/**
 * A table of the template: {@code AWS::DynamoDB::Table}, {@code AWS::DynamoDB::GlobalTable}, or
 * {@code AWS::Serverless::SimpleTable} with the properties of the table that SAM makes of it.
 *
 * @param tableName its {@code TableName}, or its logical id
 * @param properties its properties, with CloudFormation's names
 */
public record TableDefinition(String logicalId, String tableName, Value properties) {
    /** The last part of the ARN of a table's stream until the real ARN is known. */
    public static final String STREAM_LABEL = "0000-00-00T00:00:00.000";

    static final String TABLE = "AWS::DynamoDB::Table";
    static final String GLOBAL_TABLE = "AWS::DynamoDB::GlobalTable";
    static final String STREAM_ARN = "StreamArn";

    private static final String WHOLE_RECORDS = "NEW_AND_OLD_IMAGES";

    static boolean isTable(Resource resource) {
        return resource.type().equals(TABLE)
                || resource.type().equals(GLOBAL_TABLE)
                || resource.type().equals(SimpleTable.TYPE);
    }

    static TableDefinition of(Resource resource) {
        return new TableDefinition(
                resource.logicalId(),
                resource.name(),
                resource.type().equals(SimpleTable.TYPE)
                        ? SimpleTable.asTable(resource.properties())
                        : resource.properties());
    }

    /**
     * Returns what the table's stream records, or empty if it has no stream.
     *
     * @throws dev.streamecho.trigger.UserError if there is a {@code StreamSpecification} that CloudFormation would refuse
     */
    public Optional<String> streamViewType() {
        return streamViewType(properties);
    }

    private static Optional<String> streamViewType(Value properties) {
        Optional<Value> specification = properties.get("StreamSpecification");
        specification.flatMap(value -> value.get("StreamEnabled")).ifPresent(enabled -> {
            throw enabled.error("StreamEnabled is not a property in CloudFormation;"
                    + " a table without a stream has no StreamSpecification");
        });
        return specification
                .map(value -> value.require("StreamViewType"))
                .map(viewType -> viewType.isUnknown()
                        ? WHOLE_RECORDS
                        : viewType.oneOf("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", WHOLE_RECORDS));
    }

    /** Refuses a table without a stream; {@code from} is the value that asks for the stream. */
    static void requireStream(Resource table, Value from) {
        if (table.type().equals(SimpleTable.TYPE)) {
            throw from.error("%s is an %s, which cannot have a stream; make it an %s with a StreamSpecification"
                    .formatted(table.logicalId(), SimpleTable.TYPE, TABLE));
        }
        if (isTable(table) && streamViewType(table.properties()).isEmpty()) {
            throw from.error("%s has no stream; give it a StreamSpecification with a StreamViewType"
                    .formatted(table.logicalId()));
        }
    }
}
