package dev.streamecho.trigger.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class TablesTest {
    private static TestDynamoDb dynamoDb;

    @TempDir
    private Path folder;

    private final List<String> notices = new ArrayList<>();

    @BeforeAll
    static void start() {
        dynamoDb = TestDynamoDb.start();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAY_PER_REQUEST", "PROVISIONED"})
    void theTableOfTheApplicationIsMade(String billingMode) {
        TableDefinition definition = Template.read(
                        Path.of("../../template.yaml"), Map.of("BillingMode", billingMode), "us-east-1")
                .tables()
                .get(0);

        // Under another name, as both cases use one DynamoDB Local.
        Optional<String> streamArn = create(new TableDefinition("DataTable", billingMode, definition.properties()));

        assertThat(streamArn).contains(describe(billingMode).latestStreamArn());
        assertThat(describe(billingMode).streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
    }

    @Test
    void keysIndexesAndThroughputAreThoseOfTheTemplate() {
        create("""
                Resources:
                  Orders:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      AttributeDefinitions:
                        - {AttributeName: customer, AttributeType: S}
                        - {AttributeName: number, AttributeType: N}
                        - {AttributeName: day, AttributeType: S}
                      KeySchema:
                        - {AttributeName: customer, KeyType: HASH}
                        - {AttributeName: number, KeyType: RANGE}
                      LocalSecondaryIndexes:
                        - IndexName: byDay
                          KeySchema:
                            - {AttributeName: customer, KeyType: HASH}
                            - {AttributeName: day, KeyType: RANGE}
                          Projection: {ProjectionType: KEYS_ONLY}
                      GlobalSecondaryIndexes:
                        - IndexName: ofDay
                          KeySchema: [{AttributeName: day, KeyType: HASH}]
                          Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [total]}
                          ProvisionedThroughput: {ReadCapacityUnits: 3, WriteCapacityUnits: "4"}
                      ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 2}
                """);

        TableDescription table = describe("Orders");
        assertThat(table.keySchema())
                .extracting(key -> key.attributeName() + " " + key.keyTypeAsString())
                .containsExactly("customer HASH", "number RANGE");
        assertThat(table.provisionedThroughput().writeCapacityUnits()).isEqualTo(2);
        assertThat(table.localSecondaryIndexes()).singleElement().satisfies(index -> {
            assertThat(index.indexName()).isEqualTo("byDay");
            assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.KEYS_ONLY);
        });
        assertThat(table.globalSecondaryIndexes()).singleElement().satisfies(index -> {
            assertThat(index.indexName()).isEqualTo("ofDay");
            assertThat(index.indexArn()).isEqualTo("arn:aws:dynamodb:eu-west-3:123456789012:table/Orders/index/ofDay");
            assertThat(index.projection().nonKeyAttributes()).containsExactly("total");
            assertThat(index.provisionedThroughput().writeCapacityUnits()).isEqualTo(4);
        });
    }

    @Test
    void aTableWithoutAStreamHasNoStreamArn() {
        assertThat(create(simple("Quiet", ""))).isEmpty();
    }

    @Test
    void whatHasNoEffectHereIsPassedOver() {
        Optional<String> streamArn = create(simple("Secured", """
                OnDemandThroughput: {MaxWriteRequestUnits: 100}
                WarmThroughput: {ReadUnitsPerSecond: 15000}
                PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
                SSESpecification: {SSEEnabled: true}
                KinesisStreamSpecification: {StreamArn: "arn:aws:kinesis:us-east-1:123456789012:stream/copies"}
                TableClass: STANDARD_INFREQUENT_ACCESS
                Tags: [{Key: team, Value: engines}]
                StreamSpecification: {StreamViewType: KEYS_ONLY}
                """));

        assertThat(streamArn).isPresent();
    }

    @Test
    void aGlobalTableIsOneTableHere() {
        Optional<String> streamArn = create("""
                Resources:
                  Everywhere:
                    Type: AWS::DynamoDB::GlobalTable
                    Properties:
                      AttributeDefinitions: [{AttributeName: itemKey, AttributeType: S}]
                      KeySchema: [{AttributeName: itemKey, KeyType: HASH}]
                      BillingMode: PROVISIONED
                      WriteProvisionedThroughputSettings:
                        WriteCapacityAutoScalingSettings: {MinCapacity: 1, MaxCapacity: 10}
                      Replicas: [{Region: us-east-2}, {Region: us-west-2}]
                      StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
                """);

        assertThat(streamArn).isPresent();
    }

    @Test
    void timeToLiveIsSwitchedOnAndOff() {
        create(simple("Expiring", "TimeToLiveSpecification: {Enabled: true, AttributeName: expiresAt}"));
        TimeToLiveDescription on = timeToLive("Expiring");
        create(simple("Expiring", "TimeToLiveSpecification: {Enabled: false, AttributeName: expiresAt}"));
        TimeToLiveDescription off = timeToLive("Expiring");

        assertThat(on.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        assertThat(on.attributeName()).isEqualTo("expiresAt");
        assertThat(off.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);
    }

    @Test
    void aTableThatDynamoDbRefusesIsTheUsersToFix() {
        assertThatThrownBy(() -> create("""
                        Resources:
                          Broken:
                            Type: AWS::DynamoDB::Table
                            Properties:
                              AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                              KeySchema: [{AttributeName: number, KeyType: HASH}]
                              BillingMode: PAY_PER_REQUEST
                        """))
                .isInstanceOf(UserError.class)
                .hasMessage(folder.resolve("template.yaml")
                        + ": Broken.Properties (line 4): DynamoDB refuses the table:"
                        + " Hash Key not specified in Attribute Definitions.  Type unknown.");
    }

    @Test
    void aTableOfAnEarlierRunIsTaken() {
        Optional<String> first = create(simple("Kept", "StreamSpecification: {StreamViewType: NEW_IMAGE}"));
        dynamoDb.put("Kept", "{\"id\":\"1\"}");
        Optional<String> second = create(simple("Kept", "StreamSpecification: {StreamViewType: NEW_IMAGE}"));

        assertThat(second).isEqualTo(first);
        assertThat(describe("Kept").itemCount()).isEqualTo(1);
        assertThat(notices).isEmpty();
    }

    @Test
    void anotherViewTypeIsAnotherStream() {
        Optional<String> first = create(simple("Viewed", "StreamSpecification: {StreamViewType: NEW_IMAGE}"));
        Optional<String> second = create(simple("Viewed", "StreamSpecification: {StreamViewType: KEYS_ONLY}"));
        Optional<String> none = create(simple("Viewed", ""));

        assertThat(second).isPresent().isNotEqualTo(first);
        assertThat(none).isEmpty();
        assertThat(notices)
                .containsExactly(
                        "Viewed gets another stream, as the StreamViewType of an earlier run was NEW_IMAGE;"
                                + " mappings read the old one to its end first",
                        "Viewed no longer has a stream; records that were not read from the old one are not delivered");
    }

    @Test
    void aStreamCanBeSwitchedOnLater() {
        create(simple("Later", ""));
        Optional<String> streamArn = create(simple("Later", "StreamSpecification: {StreamViewType: KEYS_ONLY}"));

        assertThat(streamArn).isPresent();
        assertThat(notices).isEmpty();
    }

    @Test
    void anotherKeyIsTheUsersToFix() {
        create(simple("Rekeyed", ""));

        assertThatThrownBy(() -> create(simple("Rekeyed", "").replace("AttributeType: S", "AttributeType: N")))
                .isInstanceOf(UserError.class)
                .hasMessage(folder.resolve("template.yaml")
                        + ": Rekeyed.Properties (line 4): the key is HASH id N, but the table that an earlier"
                        + " run left in --data-dir has HASH id S; name another folder, or delete this one");
    }

    @Test
    void indexesStayAsTheyWereMade() {
        create(simple("Indexed", ""));
        create(simple("Indexed", """
                GlobalSecondaryIndexes:
                  - IndexName: again
                    KeySchema: [{AttributeName: id, KeyType: HASH}]
                    Projection: {ProjectionType: ALL}
                """));

        assertThat(notices)
                .containsExactly("Indexed keeps the indexes that an earlier run created;"
                        + " for those of the template, use another --data-dir");
    }

    /** A template with one table of the hash key id, and more of its properties. */
    private static String simple(String logicalId, String properties) {
        return """
                Resources:
                  %s:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                      KeySchema: [{AttributeName: id, KeyType: HASH}]
                      BillingMode: PAY_PER_REQUEST
                """.formatted(logicalId) + properties.indent(6);
    }

    @Test
    void whatOnlyAwsKnowsHasADefault() {
        create("""
                Resources:
                  Unknowns:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                      KeySchema: [{AttributeName: id, KeyType: HASH}]
                      BillingMode: !ImportValue billing
                      ProvisionedThroughput: {ReadCapacityUnits: !ImportValue units, WriteCapacityUnits: 1}
                      StreamSpecification: {StreamViewType: !ImportValue view}
                      TimeToLiveSpecification: {AttributeName: ttl, Enabled: !ImportValue ttl}
                """);
        create("""
                Resources:
                  UnknownUnits:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                      KeySchema: [{AttributeName: id, KeyType: HASH}]
                      ProvisionedThroughput: {ReadCapacityUnits: !ImportValue units, WriteCapacityUnits: 2}
                """);

        assertThat(describe("Unknowns").streamSpecification().streamViewTypeAsString())
                .isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(describe("UnknownUnits").provisionedThroughput().readCapacityUnits())
                .isOne();
    }

    @Test
    void simpleTableIsMadeAsSamMakesIt() {
        create("""
                Resources:
                  SimpleById: {Type: AWS::Serverless::SimpleTable}
                """);
        create("""
                Resources:
                  SimpleByNumber:
                    Type: AWS::Serverless::SimpleTable
                    Properties:
                      TableName: simple-by-number
                      PrimaryKey: {Name: number, Type: Number}
                      ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 6}
                """);

        assertThat(describe("SimpleById").attributeDefinitions())
                .extracting(AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString)
                .containsExactly(tuple("id", "S"));
        assertThat(describe("SimpleById").billingModeSummary().billingModeAsString())
                .isEqualTo("PAY_PER_REQUEST");
        TableDescription byNumber = describe("simple-by-number");
        assertThat(byNumber.keySchema())
                .extracting(KeySchemaElement::attributeName, KeySchemaElement::keyTypeAsString)
                .containsExactly(tuple("number", "HASH"));
        assertThat(byNumber.attributeDefinitions())
                .extracting(AttributeDefinition::attributeTypeAsString)
                .containsExactly("N");
        assertThat(byNumber.provisionedThroughput().writeCapacityUnits()).isEqualTo(6);
    }

    private Optional<String> create(String template) {
        try {
            Path file = Files.writeString(folder.resolve("template.yaml"), template);
            return create(Template.read(file, Map.of(), "eu-west-3").tables().get(0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Optional<String> create(TableDefinition definition) {
        return new Tables(dynamoDb.client(), notices::add).create(definition);
    }

    private static TableDescription describe(String table) {
        return dynamoDb.describe(table);
    }

    private static TimeToLiveDescription timeToLive(String table) {
        return dynamoDb.client()
                .describeTimeToLive(describe -> describe.tableName(table))
                .timeToLiveDescription();
    }
}
