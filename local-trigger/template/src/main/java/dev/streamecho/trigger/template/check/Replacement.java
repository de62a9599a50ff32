package dev.streamecho.trigger.template.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Value;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.Resource;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An update of a stack replaces a resource of which a create-only property has changed: there is a new one, without what was in the
 * old one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html">Update
 *     behaviors of stack resources</a>
 */
final class Replacement implements Rule {
    static final String NAME = "replacement";

    private static final String MAPPING = "AWS::Lambda::EventSourceMapping";

    /** What is in a resource, and gone with it. */
    private static final Map<String, String> CONTENTS = Map.of(
            "AWS::DynamoDB::Table", "items",
            "AWS::DynamoDB::GlobalTable", "items",
            "AWS::SQS::Queue", "messages",
            "AWS::S3::Bucket", "objects",
            "AWS::Kinesis::Stream", "records",
            "AWS::Logs::LogGroup", "log");

    /** What a property is if it is not written. */
    private static final Map<String, String> DEFAULTS =
            Map.of("FifoQueue", "false", "FifoTopic", "false", "PackageType", "Zip", "Path", "/");

    private static final Set<String> SOURCES = Set.of("EventSourceArn", "Stream", "Queue");

    private final Template deployed;

    Replacement(Template deployed) {
        this.deployed = deployed;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String documentation() {
        return "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html";
    }

    @Override
    public Stream<Finding> find(CheckedStack stack) {
        Template next = stack.template();
        Stream<Finding> resources = deployed.resources().stream()
                .flatMap(before -> next.resource(before.logicalId())
                        .map(after -> changes(before, after, next))
                        .orElseGet(() -> deletion(before).stream()));
        Stream<Finding> events = deployed.readableMappings().stream()
                .filter(EventSourceMappingDefinition::isSamEvent)
                .flatMap(before -> next.readableMappings().stream()
                        .filter(after -> after.isSamEvent() && after.logicalId().equals(before.logicalId()))
                        .flatMap(after -> Stream.of("Stream", "Queue", "StartingPosition")
                                .flatMap(property -> change(
                                        MAPPING, property, after.logicalId(), before.properties(), after.properties())
                                        .stream())));
        return Stream.concat(resources, events);
    }

    private Stream<Finding> changes(Resource before, Resource after, Template next) {
        String type = CreateOnlyProperties.typeOnAws(after.type());
        if (!type.equals(CreateOnlyProperties.typeOnAws(before.type()))) {
            return Stream.of(Finding.of(
                    this,
                    Severity.ERROR,
                    after.logicalId(),
                    after.properties(),
                    "is %s, and %s is deployed: CloudFormation refuses an update of the type"
                            .formatted(after.type(), before.type()),
                    "give it another logical id"));
        }
        Value old = properties(before, deployed);
        Value written = properties(after, next);
        return Stream.concat(
                CreateOnlyProperties.of(type).stream()
                        .flatMap(property -> change(type, property, after.logicalId(), old, written).stream()),
                newStream(after.logicalId(), old, written).stream());
    }

    /** Returns the properties with CloudFormation's names. */
    private static Value properties(Resource resource, Template template) {
        return template.tables().stream()
                .filter(table -> table.logicalId().equals(resource.logicalId()))
                .findFirst()
                .map(TableDefinition::properties)
                .orElseGet(resource::properties);
    }

    private Optional<Finding> change(String type, String property, String logicalId, Value before, Value after) {
        if (isSame(property, before, after)) {
            return Optional.empty();
        }
        Optional<String> name = CreateOnlyProperties.nameOf(type)
                .filter(named -> !named.equals(property))
                .filter(named ->
                        text(after, named).isPresent() && text(after, named).equals(text(before, named)));
        boolean isRefused = name.isPresent() || type.equals(MAPPING) && property.equals("StartingPosition");
        Optional<String> content = Optional.ofNullable(CONTENTS.get(type));
        return Optional.of(Finding.of(
                this,
                isRefused || content.isPresent() ? Severity.ERROR : Severity.WARNING,
                logicalId,
                Given.value(() -> after.get(property)).flatMap(value -> value).orElse(after),
                "%s is not what is deployed (%s), so CloudFormation replaces the resource%s"
                        .formatted(
                                property,
                                text(before, property).map(Value::shown).orElse("not set"),
                                consequence(type, property, name, content)),
                remedy(type, property, name)));
    }

    private static String consequence(String type, String property, Optional<String> name, Optional<String> content) {
        if (name.isPresent()) {
            return ", which fails as the new one would have the same " + name.get();
        }
        if (type.equals(MAPPING)) {
            return SOURCES.contains(property)
                    ? ": the new mapping begins at its StartingPosition"
                    : ", which fails as Lambda has a mapping of this source to this function already";
        }
        return content.map(what -> ": the new one has none of its " + what).orElse("");
    }

    private static String remedy(String type, String property, Optional<String> name) {
        if (name.isPresent()) {
            return "change %s too, or leave %s as it is deployed".formatted(name.get(), property);
        }
        return type.equals(MAPPING) && !SOURCES.contains(property)
                ? "leave it as it is deployed; to read again, delete the mapping and create it anew"
                : "leave it as it is deployed, or give the new one another logical id and move what is in the old one";
    }

    private Optional<Finding> newStream(String logicalId, Value before, Value after) {
        Optional<JsonNode> old = json(before, "StreamSpecification");
        if (old.isEmpty() || old.equals(json(after, "StreamSpecification"))) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                this,
                Severity.WARNING,
                logicalId,
                after.get("StreamSpecification").orElse(after),
                "is not what is deployed (%s): the old stream ends, and what no mapping has read of it by then is lost"
                        .formatted(old.get()),
                "let the mappings catch up before the update, with nothing written meanwhile"));
    }

    private Optional<Finding> deletion(Resource before) {
        String policy = before.section("DeletionPolicy")
                .flatMap(value -> Given.value(value::text))
                .orElse("Delete");
        return Optional.ofNullable(CONTENTS.get(CreateOnlyProperties.typeOnAws(before.type())))
                .filter(content -> policy.equals("Delete"))
                .map(content -> Finding.of(
                        this,
                        Severity.ERROR,
                        before.logicalId(),
                        before.properties(),
                        "is deployed, and not in the template anymore: CloudFormation deletes it with its " + content,
                        "deploy it with DeletionPolicy: Retain first"));
    }

    private static boolean isSame(String property, Value before, Value after) {
        Optional<JsonNode> usual = Optional.ofNullable(DEFAULTS.get(property)).map(TextNode::valueOf);
        Optional<String> old = json(before, property).or(() -> usual).map(Replacement::shown);
        return old.equals(json(after, property).or(() -> usual).map(Replacement::shown));
    }

    private static Optional<String> text(Value properties, String property) {
        return json(properties, property).map(Replacement::shown);
    }

    /** A boolean or number that is written as a string is the same. */
    private static String shown(JsonNode json) {
        return json.isValueNode() ? json.asText() : json.toString();
    }

    private static Optional<JsonNode> json(Value properties, String property) {
        return Given.value(() -> properties.get(property).map(Value::json)).flatMap(json -> json);
    }
}
