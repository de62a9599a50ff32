package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.configuration.Setting;
import dev.streamecho.trigger.terraform.language.HclValue.Bool;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import java.util.Map;

/**
 * A function. Terraform uploads what is there, so that nothing of it is built.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_function">aws_lambda_function</a>
 */
final class FunctionConversion implements Conversion {

    /** Returns whether an argument is known to be true. */
    static boolean isTrue(Setting setting) {
        return setting.value() instanceof Bool bool && bool.value()
                || setting.value() instanceof Text text && text.text().equals("true");
    }

    @Override
    public void add(ResourceInstance function, StackBuilder stack) {
        Properties properties = new Properties(function.settings())
                .same(
                        "function_name",
                        "handler",
                        "runtime",
                        "timeout",
                        "memory_size",
                        "architectures",
                        "layers",
                        "package_type",
                        "kms_key_arn",
                        "reserved_concurrent_executions")
                .block("environment", "Environment", environment -> environment.same("variables"))
                .block("dead_letter_config", "DeadLetterConfig", config -> config.same("target_arn"))
                .block("tracing_config", "TracingConfig", config -> config.same("mode"))
                .block("ephemeral_storage", "EphemeralStorage", storage -> storage.same("size"))
                .block("snap_start", "SnapStart", start -> start.same("apply_on"))
                .blocks(
                        "file_system_config",
                        "FileSystemConfigs",
                        config -> config.same("arn").same("local_mount_path"))
                .block(
                        "logging_config",
                        "LoggingConfig",
                        config -> config.same("application_log_level", "system_log_level", "log_format", "log_group"));
        new FunctionCode(function, stack).addTo(properties);
        stack.add(
                function,
                "AWS::Lambda::Function",
                properties,
                Map.of("SkipBuild", Nodes.text("true", function.settings().line())));
    }
}
