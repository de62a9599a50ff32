package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import dev.streamecho.trigger.template.language.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SAM's table with a partition key alone, as the table of CloudFormation that SAM makes of it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html">
 *     AWS::Serverless::SimpleTable</a>
 */
final class SimpleTable {
    static final String TYPE = "AWS::Serverless::SimpleTable";

    private SimpleTable() {}

    /** Returns its properties with CloudFormation's names; without a key it is {@code id}, a string. */
    static Value asTable(Value properties) {
        Optional<Value> key = properties.get("PrimaryKey");
        TemplateNode name =
                string(key.map(given -> given.require("Name").text()).orElse("id"), properties);
        TemplateNode type = string(key.map(given -> type(given.require("Type"))).orElse("S"), properties);
        Map<String, TemplateNode> table = new LinkedHashMap<>(properties.writtenNodes());
        table.put("AttributeDefinitions", listOf("AttributeName", name, "AttributeType", type));
        table.put("KeySchema", listOf("AttributeName", name, "KeyType", string("HASH", properties)));
        if (!table.containsKey("ProvisionedThroughput")) {
            table.put("BillingMode", string("PAY_PER_REQUEST", properties));
        }
        return properties.with(new Mapping(table, properties.line()));
    }

    private static String type(Value type) {
        return switch (type.oneOf("String", "Number", "Binary")) {
            case "Number" -> "N";
            case "Binary" -> "B";
            default -> "S";
        };
    }

    private static TemplateNode string(String text, Value place) {
        return TemplateNode.text(text, place.line());
    }

    private static TemplateNode listOf(String oneKey, TemplateNode one, String otherKey, TemplateNode other) {
        Map<String, TemplateNode> entries = new LinkedHashMap<>();
        entries.put(oneKey, one);
        entries.put(otherKey, other);
        return new Sequence(List.of(new Mapping(entries, one.line())), one.line());
    }
}
