package dev.streamecho.trigger.template.cdk;

import dev.streamecho.trigger.template.form.DefinedStack;
import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The functions that CDK adds to a stack so that CloudFormation can call them while it deploys: for custom resources, the
 * retention of logs, replicas of tables. Nothing calls them here.
 */
final class DeploymentFunctions {
    private static final String FUNCTION = "AWS::Lambda::Function";

    /** A type of which nothing is known, so that references to it have a placeholder. */
    private static final String NOT_RUN = "AWS::CDK::DeploymentFunction";

    /** Logical ids end with a hash of eight digits; before it, that of a function that is in a stack once has a UUID of 32. */
    private static final Pattern LOGICAL_ID = Pattern.compile(
            ".*[0-9A-Fa-f]{32}[0-9A-F]{8}|.*framework(onEvent|isComplete|onTimeout)[0-9A-F]{8}|.*CustomResourceProviderHandler[0-9A-F]{8}");

    private static final Pattern STACK = Pattern.compile(".*awscdkawsdynamodbReplicaProvider.*");

    private DeploymentFunctions() {}

    /** Returns a stack without them, which are noted. */
    static DefinedStack without(DefinedStack stack) {
        boolean areAll = stack.parent()
                .filter(parent -> STACK.matcher(parent.logicalId()).matches())
                .isPresent();
        Map<String, TemplateNode> resources =
                new LinkedHashMap<>(stack.content().resources());
        resources.replaceAll((logicalId, node) -> {
            if (!isFunction(node) || !areAll && !LOGICAL_ID.matcher(logicalId).matches()) {
                return node;
            }
            stack.content()
                    .unread()
                    .add("functions that CDK adds for deployments", logicalId, "left out, as nothing is deployed here");
            Map<String, TemplateNode> entries = new LinkedHashMap<>(((Mapping) node).entries());
            entries.put("Type", TemplateNode.text(NOT_RUN, node.line()));
            return new Mapping(entries, node.line());
        });
        return stack.withResources(resources);
    }

    private static boolean isFunction(TemplateNode resource) {
        return resource instanceof Mapping mapping
                && mapping.entries().get("Type") instanceof Scalar type
                && type.text().equals(FUNCTION);
    }
}
