package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.template.language.KnownNames;
import dev.streamecho.trigger.template.language.TemplateError;
import dev.streamecho.trigger.template.language.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An event source mapping of the template: an {@code AWS::Lambda::EventSourceMapping}, or an event of a SAM function that
 * becomes one. Its source and function are resolved when they are asked for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html">
 *     AWS::Lambda::EventSourceMapping</a>
 */
public final class EventSourceMappingDefinition {
    static final String EVENT_SOURCE_MAPPING = "AWS::Lambda::EventSourceMapping";

    private static final String DOCUMENT_DB = "clusters of DocumentDB";

    private static final Pattern DYNAMODB_ARN =
            Pattern.compile("arn:[^:]*:dynamodb:[^:]*:[^:]*:table/([^/]+)(/stream/.+)?");

    private static final Pattern KINESIS_ARN = Pattern.compile("arn:[^:]*:kinesis:.*");
    private static final Pattern SQS_ARN = Pattern.compile("arn:[^:]*:sqs:[^:]*:[^:]*:[^:]+");
    private static final Pattern QUEUE_URL = Pattern.compile("https?://[^/]+/\\d{12}/[\\w.-]+");

    /** What other sources are called, by the service in their ARN. */
    private static final Map<String, String> NAMES_BY_SERVICE = Map.of(
            "kinesis", "Kinesis streams", "kafka", "Kafka topics", "mq", "brokers of Amazon MQ", "rds", DOCUMENT_DB);

    /** The same by the type of a SAM event. */
    private static final Map<String, String> NAMES_BY_EVENT_TYPE = Map.of(
            "Kinesis",
            "Kinesis streams",
            "MSK",
            "Kafka topics",
            "MQ",
            "brokers of Amazon MQ",
            "DocumentDB",
            DOCUMENT_DB);

    private static final List<String> OF_OTHER_SOURCES = List.of("Topics", "Queues", "DocumentDBEventSourceConfig");

    private final String logicalId;
    private final Optional<String> eventType;
    private final String sourceProperty;
    private final Value properties;
    private final Optional<FunctionDefinition> owner;
    private final List<FunctionDefinition> functions;
    private final Supplier<List<TableDefinition>> tables;

    private EventSourceMappingDefinition(
            String logicalId,
            Optional<String> eventType,
            String sourceProperty,
            Value properties,
            Optional<FunctionDefinition> owner,
            List<FunctionDefinition> functions,
            Supplier<List<TableDefinition>> tables) {
        this.logicalId = logicalId;
        this.eventType = eventType;
        this.sourceProperty = sourceProperty;
        this.properties = properties;
        this.owner = owner;
        this.functions = functions;
        this.tables = tables;
    }

    static boolean isMapping(Resource resource) {
        return resource.type().equals(EVENT_SOURCE_MAPPING);
    }

    /** Returns an explicit mapping, which names one of the functions. */
    static EventSourceMappingDefinition of(
            Resource resource, List<FunctionDefinition> functions, Supplier<List<TableDefinition>> tables) {
        return new EventSourceMappingDefinition(
                resource.logicalId(),
                Optional.empty(),
                "EventSourceArn",
                resource.properties(),
                Optional.empty(),
                functions,
                tables);
    }

    /** Returns the mapping that SAM makes of an event of a function; it gets the name that SAM gives it. */
    static EventSourceMappingDefinition ofEvent(
            FunctionDefinition function,
            String event,
            String type,
            String sourceProperty,
            Value properties,
            Supplier<List<TableDefinition>> tables) {
        return new EventSourceMappingDefinition(
                function.logicalId() + event,
                Optional.of(type),
                sourceProperty,
                properties,
                Optional.of(function),
                List.of(function),
                tables);
    }

    public String logicalId() {
        return logicalId;
    }

    /** Returns its properties; those of a SAM event have the same names, but for the source ({@code Stream}). */
    public Value properties() {
        return properties;
    }

    /** Returns whether it is switched on, as it is if {@code Enabled} is not there. */
    public boolean isEnabled() {
        return properties.known("Enabled").map(Value::bool).orElse(true);
    }

    /** Returns whether it is an event of a SAM function, and not a resource of its own. */
    public boolean isSamEvent() {
        return owner.isPresent();
    }

    /** Returns the function that it invokes; empty if {@code FunctionName} names none of the template. */
    public Optional<FunctionDefinition> function() {
        return owner.or(() -> {
            String name =
                    FunctionNames.nameOf(properties.require("FunctionName").text());
            return functions.stream()
                    .filter(function -> function.functionName().equals(name))
                    .findFirst();
        });
    }

    /** Returns the error that the template does not have the function. */
    public TemplateError functionIsElsewhere() {
        Value functionName = properties.require("FunctionName");
        return functionName.error(
                FunctionNames.nameOf(functionName.text()),
                "is not a function of the template, which has "
                        + KnownNames.list(functions.stream()
                                .map(FunctionDefinition::logicalId)
                                .toList()));
    }

    /** Returns the version or alias that it invokes, if it names one; SAM maps to the alias that it publishes. */
    public Optional<String> qualifier() {
        return owner.map(function -> function.properties()
                        .get(FunctionVersions.AUTO_PUBLISH_ALIAS)
                        .map(Value::text))
                .orElseGet(() -> FunctionNames.qualifierOf(
                        properties.require("FunctionName").text()));
    }

    /**
     * Returns the ARN of what it reads; for a table's stream with {@link TableDefinition#STREAM_LABEL} until the template has the
     * stream's real ARN.
     *
     * @throws dev.streamecho.trigger.UserError if there is none, or it is a table's ARN instead of a stream's
     */
    public String eventSourceArn() {
        Value source = source();
        String arn = source.text();
        Matcher dynamoDb = DYNAMODB_ARN.matcher(arn);
        if (dynamoDb.matches() && dynamoDb.group(2) == null) {
            throw source.error(Value.shown(arn) + " is a table; a mapping reads its stream: !GetAtt TABLE.StreamArn");
        }
        return arn;
    }

    /** Returns where the template names what the mapping reads, to say an error there. */
    public Value source() {
        return properties.require(sourceProperty);
    }

    /** Returns whether it reads the stream of a table, and not Kinesis, a queue or a broker. */
    public boolean readsDynamoDbStream() {
        return eventType.orElse("DynamoDB").equals("DynamoDB")
                && !isSelfManaged()
                && (DYNAMODB_ARN.matcher(eventSourceArn()).matches() || isSourceUnknown());
    }

    /** Returns whether it reads a Kinesis data stream, which may be one that gets the changes of a table. */
    public boolean readsKinesis() {
        return eventType
                .map("Kinesis"::equals)
                .orElseGet(() -> !isSelfManaged()
                        && KINESIS_ARN.matcher(eventSourceArn()).matches());
    }

    /** Returns whether it reads a queue, or tries to by its URL. */
    public boolean readsQueue() {
        return eventType
                .map("SQS"::equals)
                .orElseGet(() -> !isSelfManaged()
                        && (SQS_ARN.matcher(eventSourceArn()).matches() || isQueueUrl(eventSourceArn())));
    }

    private static boolean isQueueUrl(String arn) {
        return QUEUE_URL.matcher(arn).matches();
    }

    /** Returns what sources like its own are called, in the plural, if it reads neither the stream of a table nor a queue. */
    public String nameOfSource() {
        if (isSelfManaged()) {
            return "Kafka topics";
        }
        return eventType
                .map(NAMES_BY_EVENT_TYPE::get)
                .or(() -> Stream.of(eventSourceArn().split(":", -1))
                        .skip(2)
                        .findFirst()
                        .map(NAMES_BY_SERVICE::get))
                .orElse("sources that only AWS knows");
    }

    /** Returns whether only AWS knows its source, which has shards: that of a queue or broker has no StartingPosition. */
    private boolean isSourceUnknown() {
        return source().isUnknown()
                && properties.get("StartingPosition").isPresent()
                && OF_OTHER_SOURCES.stream()
                        .allMatch(property -> properties.get(property).isEmpty());
    }

    private boolean isSelfManaged() {
        return properties.get("SelfManagedEventSource").isPresent()
                && properties.get(sourceProperty).isEmpty();
    }

    /** Returns the table whose stream it reads; empty if the template has none of that name, or it reads another source. */
    public Optional<TableDefinition> table() {
        Optional<String> name = tableName();
        return tables.get().stream()
                .filter(table -> name.equals(Optional.of(table.tableName())))
                .findFirst();
    }

    /** Returns the name of the table whose stream it reads; empty if it reads something else. */
    Optional<String> tableName() {
        if (!readsDynamoDbStream()) {
            return Optional.empty();
        }
        Matcher arn = DYNAMODB_ARN.matcher(eventSourceArn());
        return arn.matches() ? Optional.of(arn.group(1)) : Optional.empty();
    }
}
