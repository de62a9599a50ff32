package dev.streamecho.trigger.template.resource;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of the properties that the two types of functions have.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html">
 *     AWS::Serverless::Function</a>
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html">
 *     AWS::Lambda::Function</a>
 */
final class FunctionPropertyNames {
    private static final Set<String> OF_BOTH = Set.of(
            "Architectures",
            "CapacityProviderConfig",
            "CodeSigningConfigArn",
            "Description",
            "DurableConfig",
            "Environment",
            "EphemeralStorage",
            "FileSystemConfigs",
            "FunctionName",
            "FunctionScalingConfig",
            "Handler",
            "ImageConfig",
            "KmsKeyArn",
            "Layers",
            "LoggingConfig",
            "MemorySize",
            "PackageType",
            "PublishToLatestPublished",
            "RecursiveLoop",
            "ReservedConcurrentExecutions",
            "Role",
            "Runtime",
            "RuntimeManagementConfig",
            "SnapStart",
            "Tags",
            "TenancyConfig",
            "Timeout",
            "VpcConfig");

    private static final Set<String> OF_LAMBDA = with("Code", "DeadLetterConfig", "TracingConfig");

    private static final Set<String> OF_SERVERLESS = with(
            "AssumeRolePolicyDocument",
            "AutoPublishAlias",
            "AutoPublishAliasAllProperties",
            "AutoPublishCodeSha256",
            "CodeUri",
            "DeadLetterQueue",
            "DeploymentPreference",
            "EventInvokeConfig",
            "Events",
            "FunctionUrlConfig",
            "ImageUri",
            "InlineCode",
            "PermissionsBoundary",
            "Policies",
            "PropagateTags",
            "ProvisionedConcurrencyConfig",
            "RolePath",
            "SourceKMSKeyArn",
            "Tracing",
            "VersionDeletionPolicy",
            "VersionDescription");

    private FunctionPropertyNames() {}

    private static Set<String> with(String... others) {
        return Stream.concat(OF_BOTH.stream(), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the names of the function's properties that its type does not have, in the order of the template. */
    static List<String> unknownOf(FunctionDefinition function) {
        Set<String> known = function.isServerless() ? OF_SERVERLESS : OF_LAMBDA;
        return function.properties().written().keySet().stream()
                .filter(name -> !known.contains(name))
                .toList();
    }
}
