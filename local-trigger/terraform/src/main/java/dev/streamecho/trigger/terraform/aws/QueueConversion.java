package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.configuration.Setting;
import dev.streamecho.trigger.terraform.language.EvaluationError;
import dev.streamecho.trigger.terraform.language.Hcl;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A queue, with a redrive policy that is written as a string of JSON, in it or beside it.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sqs_queue">aws_sqs_queue</a>
 */
final class QueueConversion implements Conversion {
    private static final String POLICY_BESIDE = "aws_sqs_queue_redrive_policy";
    private static final String POLICY = "redrive_policy";

    @Override
    public void add(ResourceInstance queue, StackBuilder stack) {
        boolean isFifo = queue.settings()
                .get("fifo_queue")
                .filter(FunctionConversion::isTrue)
                .isPresent();
        String name = AwsProvider.name(queue, Optional.of("name"));
        Properties properties = new Properties(queue.settings())
                .put(
                        "QueueName",
                        "name",
                        Nodes.string(
                                isFifo && !name.endsWith(".fifo") ? name + ".fifo" : name,
                                queue.settings()
                                        .get("name")
                                        .map(Setting::line)
                                        .orElse(queue.settings().line())))
                .same("content_based_deduplication", "delay_seconds")
                .as("max_message_size", "MaximumMessageSize")
                .as("message_retention_seconds", "MessageRetentionPeriod")
                .as("receive_wait_time_seconds", "ReceiveMessageWaitTimeSeconds")
                .as("visibility_timeout_seconds", "VisibilityTimeout");
        if (isFifo) {
            properties.same("fifo_queue");
        }
        Stream.concat(
                        queue.settings().get(POLICY).stream(),
                        stack.catalog()
                                .ofType(POLICY_BESIDE)
                                .filter(policy -> isOf(queue, policy))
                                .flatMap(policy -> policy.settings().get(POLICY).stream()))
                .findFirst()
                .ifPresent(policy -> properties.put("RedrivePolicy", POLICY, object(policy)));
        stack.add(queue, "AWS::SQS::Queue", properties);
    }

    private static boolean isOf(ResourceInstance queue, ResourceInstance policy) {
        return policy.settings()
                .get("queue_url")
                .map(Setting::value)
                .filter(url -> url.equals(queue.attribute("url")))
                .isPresent();
    }

    private static TemplateNode object(Setting policy) {
        if (!(policy.value() instanceof Text)) {
            return Nodes.of(policy);
        }
        try {
            HclValue object = Hcl.call("jsondecode", List.of(policy.value()));
            return Nodes.of(object, policy.line());
        } catch (EvaluationError e) {
            return Nodes.refused(e.problem(), policy.line());
        }
    }
}
