package dev.streamecho.trigger.cli.items;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.screen.Screen;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Changes attributes of an item; one that is not there yet is made.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html">UpdateItem</a>
 */
@Command(
        name = "update",
        description =
                "Changes attributes of an item in the table of a running trigger; one that does not exist yet is created."
                        + " Prints the item as it is then.")
public final class UpdateCommand implements Callable<Integer> {
    @Mixin
    private TableOptions table;

    @Mixin
    private OutputOption output;

    @Parameters(paramLabel = "KEY", description = "The item's key as JSON: '{\"id\":\"1\"}'.")
    private String key;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Gives an attribute a value: JSON, or else a string.")
    private List<String> sets = List.of();

    @Option(names = "--remove", paramLabel = "NAME", description = "Removes an attribute.")
    private List<String> removes = List.of();

    @Option(
            names = "--update-expression",
            paramLabel = "EXPRESSION",
            description = "In place of these two, as in the AWS CLI: 'SET price = price + :more'.")
    private String updateExpression;

    @Option(
            names = "--condition-expression",
            paramLabel = "EXPRESSION",
            description = "What has to be true of the item.")
    private String conditionExpression;

    @Option(
            names = "--expression-attribute-names",
            paramLabel = "JSON",
            description = "Names for these expressions: '{\"#n\":\"name\"}'.")
    private String names;

    @Option(
            names = "--expression-attribute-values",
            paramLabel = "JSON",
            description = "Values for them, in JSON or DynamoDB's: '{\":more\":1}'.")
    private String values;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        UpdateItemRequest request = request();
        String item = table.use(
                spec,
                found -> ItemLine.of(
                        found.client()
                                .updateItem(request.toBuilder()
                                        .tableName(found.name())
                                        .build())
                                .attributes(),
                        found.keyNames(),
                        output.isJson()));
        Screen.of(spec).line(item);
        return 0;
    }

    private UpdateItemRequest request() {
        Assignments assignments = Assignments.of(sets, removes);
        if (assignments.isEmpty() == (updateExpression == null)) {
            throw new UserError("say what to change: with --set and --remove, or with --update-expression");
        }
        UpdateItemRequest.Builder request = UpdateItemRequest.builder()
                .key(ItemArgument.object("KEY", key))
                .conditionExpression(conditionExpression)
                .updateExpression(updateExpression == null ? assignments.expression() : updateExpression)
                .returnValues(ReturnValue.ALL_NEW);
        Map<String, String> allNames = assignments.names();
        if (names != null) {
            allNames.putAll(ItemArgument.strings("--expression-attribute-names", names));
        }
        Map<String, AttributeValue> allValues = assignments.values();
        if (values != null) {
            allValues.putAll(ItemArgument.object("--expression-attribute-values", values));
        }
        // The service refuses empty ones.
        if (!allNames.isEmpty()) {
            request.expressionAttributeNames(allNames);
        }
        if (!allValues.isEmpty()) {
            request.expressionAttributeValues(allValues);
        }
        return request.build();
    }
}
