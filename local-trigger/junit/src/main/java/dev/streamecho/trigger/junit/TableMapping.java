package dev.streamecho.trigger.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table with a stream, and a mapping of one function on it, for a test without a template. Everything that is not said is as the
 * service has it by default. Values are checked when the test starts.
 *
 * <pre>{@code
 * TableMapping.ofTable("Orders", "id").batchSize(10).maximumRetryAttempts(2).bisectBatchOnFunctionError()
 * }</pre>
 *
 * <p>This class is not thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">Lambda parameters for Amazon DynamoDB
 *     event source mappings</a>
 */
public final class TableMapping {
    /** Of a function without code. */
    static final String NO_HANDLER = "given.by.the.Test";

    private final List<Map<String, Object>> attributes = new ArrayList<>();
    private final List<Map<String, Object>> keySchema = new ArrayList<>();
    private final Map<String, Object> table = new LinkedHashMap<>();
    private final Map<String, Object> mapping = new LinkedHashMap<>();
    private final Map<String, Object> function = new LinkedHashMap<>();

    private TableMapping(String tableName) {
        table.put("TableName", tableName);
        table.put("BillingMode", "PAY_PER_REQUEST");
        streamViewType("NEW_AND_OLD_IMAGES");
        mapping.put("StartingPosition", "TRIM_HORIZON");
        timeout(Duration.ofSeconds(30));
    }

    /**
     * Returns a table whose stream has both images, and a mapping with the service's defaults.
     *
     * @param partitionKey the name of the attribute, which is a string
     */
    public static TableMapping ofTable(String tableName, String partitionKey) {
        TableMapping made = new TableMapping(tableName);
        made.key(partitionKey, "HASH", "S");
        return made;
    }

    /** Gives the table a sort key, which is a string. */
    public TableMapping sortKey(String name) {
        key(name, "RANGE", "S");
        return this;
    }

    /** Sets what the stream has of a changed item: {@code KEYS_ONLY}, {@code NEW_IMAGE}, {@code OLD_IMAGE} or both. */
    public TableMapping streamViewType(String streamViewType) {
        table.put("StreamSpecification", Map.of("StreamViewType", streamViewType));
        return this;
    }

    /** Names the attribute with the second at which an item expires. */
    public TableMapping timeToLive(String attribute) {
        table.put("TimeToLiveSpecification", Map.of("AttributeName", attribute, "Enabled", true));
        return this;
    }

    /** Sets how long the handler may take, by the time of day; 30 seconds without it. */
    public TableMapping timeout(Duration timeout) {
        function.put("Timeout", timeout.toSeconds());
        return this;
    }

    /** Sets {@code BatchSize}. */
    public TableMapping batchSize(int records) {
        return set("BatchSize", records);
    }

    /** Sets {@code MaximumBatchingWindowInSeconds}. */
    public TableMapping maximumBatchingWindow(Duration window) {
        return set("MaximumBatchingWindowInSeconds", window.toSeconds());
    }

    /** Sets {@code TumblingWindowInSeconds}. */
    public TableMapping tumblingWindow(Duration window) {
        return set("TumblingWindowInSeconds", window.toSeconds());
    }

    /** Sets {@code ParallelizationFactor}. What could happen at the same time happens one after the other. */
    public TableMapping parallelizationFactor(int factor) {
        return set("ParallelizationFactor", factor);
    }

    /** Sets {@code MaximumRetryAttempts}. */
    public TableMapping maximumRetryAttempts(int attempts) {
        return set("MaximumRetryAttempts", attempts);
    }

    /** Sets {@code MaximumRecordAgeInSeconds}. */
    public TableMapping maximumRecordAge(Duration age) {
        return set("MaximumRecordAgeInSeconds", age.toSeconds());
    }

    /** Sets {@code BisectBatchOnFunctionError}. */
    public TableMapping bisectBatchOnFunctionError() {
        return set("BisectBatchOnFunctionError", true);
    }

    /** Sets {@code FunctionResponseTypes}: the handler answers with a partial batch response. */
    public TableMapping reportBatchItemFailures() {
        return set("FunctionResponseTypes", List.of("ReportBatchItemFailures"));
    }

    /** Sets {@code FilterCriteria}: a record needs to match one of the patterns. */
    public TableMapping filters(String... patterns) {
        List<Map<String, String>> filters = List.of(patterns).stream()
                .map(pattern -> Map.of("Pattern", pattern))
                .toList();
        return set("FilterCriteria", Map.of("Filters", filters));
    }

    private TableMapping set(String property, Object value) {
        mapping.put(property, value);
        return this;
    }

    private void key(String name, String keyType, String attributeType) {
        attributes.add(Map.of("AttributeName", name, "AttributeType", attributeType));
        keySchema.add(Map.of("AttributeName", name, "KeyType", keyType));
        table.put("AttributeDefinitions", attributes);
        table.put("KeySchema", keySchema);
    }

    /** Returns the template that says the same. */
    String template() {
        Map<String, Object> codeOfTheTest = new LinkedHashMap<>(function);
        codeOfTheTest.put("Runtime", "java21");
        codeOfTheTest.put("Handler", NO_HANDLER);
        codeOfTheTest.put("CodeUri", ".");
        Map<String, Object> itsMapping = new LinkedHashMap<>(mapping);
        itsMapping.put("EventSourceArn", Map.of("Fn::GetAtt", List.of("Table", "StreamArn")));
        itsMapping.put("FunctionName", Map.of("Ref", "Function"));
        Map<String, Object> resources = new LinkedHashMap<>();
        resources.put("Table", Map.of("Type", "AWS::DynamoDB::Table", "Properties", table));
        resources.put("Function", Map.of("Type", "AWS::Serverless::Function", "Properties", codeOfTheTest));
        resources.put("Mapping", Map.of("Type", "AWS::Lambda::EventSourceMapping", "Properties", itsMapping));
        return JsonText.of(Map.of("Transform", "AWS::Serverless-2016-10-31", "Resources", resources));
    }
}
