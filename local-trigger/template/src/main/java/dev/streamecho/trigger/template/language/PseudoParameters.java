package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.template.language.TemplateNode.NoValue;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import java.util.List;
import java.util.Optional;

/**
 * CloudFormation's pseudo parameters for a stack that exists nowhere; the account and the stack are those that
 * {@code sam local} uses.
 *
 * @param region {@code AWS::Region}
 * @param stackName {@code AWS::StackName}; the stacks of one definition have different ones
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html">Pseudo
 *     parameters</a>
 */
public record PseudoParameters(String region, String stackName) {
    public static final String ACCOUNT_ID = "123456789012";
    /** The name of a stack whose definition gives it none. */
    public static final String STACK_NAME = "local";

    private static final String STACK_UUID = "51af3dc0-da77-11e4-872e-1234567db123";

    public String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    public String urlSuffix() {
        return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    }

    /** Returns the value of the name with its prefix {@code AWS::}, or empty if there is no such pseudo parameter. */
    Optional<TemplateNode> get(String name, int line) {
        return switch (name) {
            case "AWS::NoValue" -> Optional.of(new NoValue(line));
            case "AWS::NotificationARNs" -> Optional.of(new Sequence(List.of(), line));
            default -> text(name).map(text -> TemplateNode.text(text, line));
        };
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "AWS::Region" -> region;
                    case "AWS::AccountId" -> ACCOUNT_ID;
                    case "AWS::Partition" -> partition();
                    case "AWS::URLSuffix" -> urlSuffix();
                    case "AWS::StackName" -> stackName;
                    case "AWS::StackId" ->
                        "arn:%s:cloudformation:%s:%s:stack/%s/%s"
                                .formatted(partition(), region, ACCOUNT_ID, stackName, STACK_UUID);
                    default -> null;
                });
    }
}
