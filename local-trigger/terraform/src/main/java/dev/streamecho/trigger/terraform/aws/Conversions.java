package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import java.util.HashMap;
import java.util.Map;

/** The conversions by Terraform's name of the type; of other types nothing is made here. */
final class Conversions {
    private static final Map<String, Conversion> ALL = all();

    private Conversions() {}

    private static Map<String, Conversion> all() {
        Map<String, Conversion> all = new HashMap<>();
        all.put(TableConversion.TYPE, new TableConversion());
        all.put("aws_lambda_function", new FunctionConversion());
        all.put("aws_lambda_event_source_mapping", new MappingConversion());
        all.put("aws_sqs_queue", new QueueConversion());
        all.put("aws_lambda_alias", Conversions::addAlias);
        all.put("aws_lambda_layer_version", Conversions::addLayer);
        all.put("aws_lambda_permission", Conversions::addPermission);
        all.put("aws_lambda_function_url", Conversions::addUrl);
        all.put("aws_lambda_function_event_invoke_config", Conversions::addInvokeConfig);
        all.put("aws_pipes_pipe", Conversions::addPipe);
        all.put("aws_dynamodb_table_item", Conversions::noteItem);
        HttpApiConversions.addTo(all);
        RestApiConversions.addTo(all);
        return Map.copyOf(all);
    }

    /** Adds what a resource is in CloudFormation, if it is something here. */
    static void add(ResourceInstance resource, StackBuilder stack) {
        Conversion conversion = ALL.get(resource.type());
        if (conversion != null && !resource.isData()) {
            conversion.add(resource, stack);
        }
    }

    private static void addAlias(ResourceInstance alias, StackBuilder stack) {
        stack.add(
                alias,
                "AWS::Lambda::Alias",
                new Properties(alias.settings()).same("function_name", "function_version", "name"));
    }

    private static void addLayer(ResourceInstance layer, StackBuilder stack) {
        Properties properties =
                new Properties(layer.settings()).same("compatible_architectures", "compatible_runtimes", "layer_name");
        new FunctionCode(layer, stack).content().ifPresent(content -> properties.put("Content", "filename", content));
        stack.add(layer, "AWS::Lambda::LayerVersion", properties);
    }

    /** A table needs no permission, and calls no function: the mapping reads its stream. */
    private static void addPermission(ResourceInstance permission, StackBuilder stack) {
        boolean isOfTable = Catalog.text(permission, "principal")
                .filter("dynamodb.amazonaws.com"::equals)
                .isPresent();
        if (!isOfTable) {
            stack.add(
                    permission,
                    "AWS::Lambda::Permission",
                    new Properties(permission.settings()).same("action", "function_name", "principal", "source_arn"));
        }
    }

    private static void addUrl(ResourceInstance url, StackBuilder stack) {
        stack.add(url, "AWS::Lambda::Url", new Properties(url.settings()).as("function_name", "TargetFunctionArn"));
    }

    private static void addInvokeConfig(ResourceInstance config, StackBuilder stack) {
        stack.add(
                config,
                "AWS::Lambda::EventInvokeConfig",
                new Properties(config.settings())
                        .same("function_name", "maximum_event_age_in_seconds", "maximum_retry_attempts")
                        .block(
                                "destination_config",
                                "DestinationConfig",
                                destinations -> destinations
                                        .block("on_success", "OnSuccess", queue -> queue.same("destination"))
                                        .block("on_failure", "OnFailure", queue -> queue.same("destination"))));
    }

    private static void addPipe(ResourceInstance pipe, StackBuilder stack) {
        stack.add(pipe, "AWS::Pipes::Pipe", new Properties(pipe.settings()).same("source", "target"));
    }

    private static void noteItem(ResourceInstance item, StackBuilder stack) {
        stack.notices()
                .add(
                        "aws_dynamodb_table_item",
                        item.address(),
                        "not written; " + Launcher.command("put") + " writes items");
    }
}
