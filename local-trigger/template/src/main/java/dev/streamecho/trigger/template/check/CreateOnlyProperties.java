package dev.streamecho.trigger.template.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The properties whose change makes CloudFormation replace a resource, by type. They are kept in a file, from AWS's schemas; of a
 * type that is not there, nothing is known.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html">Resource type schema</a>
 */
final class CreateOnlyProperties {
    private static final Map<String, List<String>> BY_TYPE = read();

    private static final Map<String, String> NAMES_OF_SAM = Map.of(
            "AWS::Serverless::Function", "AWS::Lambda::Function",
            "AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table");

    private static final Set<String> NAMES = Set.of(
            "BucketName",
            "FunctionName",
            "LogGroupName",
            "Name",
            "QueueName",
            "RoleName",
            "StateMachineName",
            "TableName",
            "TopicName");

    private CreateOnlyProperties() {}

    private static Map<String, List<String>> read() {
        try (InputStream in = CreateOnlyProperties.class.getResourceAsStream("create-only.txt")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(" ")))
                    .collect(Collectors.toMap(words -> words.get(0), words -> words.subList(1, words.size())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns CloudFormation's type of what SAM makes of a resource. */
    static String typeOnAws(String type) {
        return NAMES_OF_SAM.getOrDefault(type, type);
    }

    static List<String> of(String typeOnAws) {
        return BY_TYPE.getOrDefault(typeOnAws, List.of());
    }

    /** Returns the property that names a resource: CloudFormation cannot replace one that is named, under the same name. */
    static Optional<String> nameOf(String typeOnAws) {
        // An alias is named within its function.
        return typeOnAws.equals("AWS::Lambda::Alias")
                ? Optional.empty()
                : of(typeOnAws).stream().filter(NAMES::contains).findFirst();
    }
}
