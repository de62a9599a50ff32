package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.configuration.Setting;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import dev.streamecho.trigger.terraform.language.Marks;
import dev.streamecho.trigger.terraform.language.Marks.Reference;
import java.util.Optional;

/**
 * An event source mapping.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_event_source_mapping">
 *     aws_lambda_event_source_mapping</a>
 */
final class MappingConversion implements Conversion {

    @Override
    public void add(ResourceInstance mapping, StackBuilder stack) {
        Properties properties = new Properties(mapping.settings())
                .same(
                        "batch_size",
                        "bisect_batch_on_function_error",
                        "enabled",
                        "event_source_arn",
                        "function_name",
                        "function_response_types",
                        "kms_key_arn",
                        "maximum_batching_window_in_seconds",
                        "maximum_record_age_in_seconds",
                        "maximum_retry_attempts",
                        "parallelization_factor",
                        "queues",
                        "starting_position",
                        "starting_position_timestamp",
                        "topics",
                        "tumbling_window_in_seconds")
                .block(
                        "destination_config",
                        "DestinationConfig",
                        config -> config.block(
                                "on_failure", "OnFailure", onFailure -> onFailure.as("destination_arn", "Destination")))
                .block(
                        "filter_criteria",
                        "FilterCriteria",
                        criteria -> criteria.blocks("filter", "Filters", filter -> filter.same("pattern")))
                .block("metrics_config", "MetricsConfig", config -> config.same("metrics"))
                .block("scaling_config", "ScalingConfig", config -> config.same("maximum_concurrency"))
                .block(
                        "provisioned_poller_config",
                        "ProvisionedPollerConfig",
                        config -> config.same("maximum_pollers", "minimum_pollers"))
                .block("self_managed_event_source", "SelfManagedEventSource", source -> source.same("endpoints"))
                .block(
                        "document_db_event_source_config",
                        "DocumentDBEventSourceConfig",
                        config -> config.same("collection_name", "database_name", "full_document"))
                .blocks(
                        "source_access_configuration",
                        "SourceAccessConfigurations",
                        access -> access.same("type").as("uri", "URI"));
        mapping.settings()
                .get("event_source_arn")
                .ifPresent(source -> missingStream(source, stack)
                        .ifPresent(problem -> properties.put(
                                "EventSourceArn", "event_source_arn", Nodes.refused(problem, source.line()))));
        stack.add(mapping, "AWS::Lambda::EventSourceMapping", properties);
    }

    /** Returns what is wrong with a mapping on the stream of a table that has none. */
    private static Optional<String> missingStream(Setting source, StackBuilder stack) {
        if (!(source.value() instanceof Text text)) {
            return Optional.empty();
        }
        return Marks.parts(text.text()).stream()
                .filter(part -> part instanceof Reference reference && reference.isNothing())
                .map(part -> ((Reference) part).resource())
                .findFirst()
                .map(address -> noStream(address, stack));
    }

    private static String noStream(String address, StackBuilder stack) {
        Optional<Setting> enabled =
                stack.catalog().at(address).flatMap(table -> table.settings().get("stream_enabled"));
        Optional<Setting> viewType =
                stack.catalog().at(address).flatMap(table -> table.settings().get("stream_view_type"));
        return "%s has no stream: %s%s; set stream_enabled = true%s"
                .formatted(
                        address,
                        enabled.map(setting -> "its stream_enabled is false (line %d)".formatted(setting.line()))
                                .orElse("it has no stream_enabled"),
                        viewType.isPresent() ? ", and its stream_view_type then means nothing" : "",
                        viewType.isPresent() ? "" : " and a stream_view_type");
    }
}
