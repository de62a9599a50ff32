package dev.streamecho.trigger.template.language;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static dev.streamecho.trigger.template.TestTemplates.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.Resource;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpansionTest {
    @TempDir
    private Path folder;

    @Test
    void aLoopWritesResources() {
        Template template = read(folder, """
                Parameters:
                  Names: {Type: CommaDelimitedList, Default: 'Orders,Prices'}
                Resources:
                  Fn::ForEach::Tables:
                    - Name
                    - !Ref Names
                    - ${Name}Table:
                        Type: AWS::DynamoDB::Table
                        Properties:
                          TableName: !Sub ${Name}-table
                          Tags: [{Key: name, Value: !Ref Name}, {Key: region, Value: !Ref AWS::Region}]
                  Fn::ForEach::Rest:
                    - Path
                    - [a.b, c]
                    - Thing&{Path}: {Type: Test::Thing, Properties: {Value: '${Path}'}}
                """);

        assertThat(template.resources())
                .extracting(Resource::logicalId)
                .containsExactly("OrdersTable", "PricesTable", "Thingab", "Thingc");
        assertThat(template.tables())
                .extracting(TableDefinition::tableName)
                .containsExactly("Orders-table", "Prices-table");
        assertThat(properties(template, "PricesTable").require("Tags").json())
                .hasToString("[{\"Key\":\"name\",\"Value\":\"Prices\"},{\"Key\":\"region\",\"Value\":\"us-east-1\"}]");
        assertThat(properties(template, "Thingab").require("Value").text()).isEqualTo("a.b");
    }

    @Test
    void aLoopInALoopWritesTheirProduct() {
        Template template = read(folder, """
                Mappings:
                  Sizes: {all: {names: [Small, Large]}}
                Resources:
                  Fn::ForEach::Outer:
                    - Kind
                    - [Red, Blue]
                    - Fn::ForEach::Inner:
                        - Size
                        - !FindInMap [Sizes, all, names]
                        - ${Kind}${Size}: {Type: Test::Thing}
                """);

        assertThat(template.resources())
                .extracting(Resource::logicalId)
                .containsExactly("RedSmall", "RedLarge", "BlueSmall", "BlueLarge");
    }

    @Test
    void aLoopWritesPropertiesAndConditions() {
        Template template = read(folder, """
                Conditions:
                  Fn::ForEach::Stages:
                    - Stage
                    - [dev, prod]
                    - Is${Stage}: !Equals [!Ref Stage, prod]
                Resources:
                  NotMade: {Type: Test::Thing, Condition: Isdev}
                  Function:
                    Type: AWS::Serverless::Function
                    Condition: Isprod
                    Properties:
                      Environment:
                        Variables:
                          OWN: kept
                          Fn::ForEach::Keys:
                            - Key
                            - [A, B]
                            - KEY_${Key}: !Sub '${Key} in ${AWS::Region}'
                """);

        assertThat(template.resources()).extracting(Resource::logicalId).containsExactly("Function");
        assertThat(template.functions().get(0).environment())
                .hasToString("{OWN=kept, KEY_A=A in us-east-1, KEY_B=B in us-east-1}");
    }

    @Test
    void aLoopThatCannotBeExpandedIsALineAndStopsNothing() {
        Template template = read(folder, """
                Resources:
                  Fn::ForEach::Tables: [Name, !Ref Nobody, {'${Name}Table': {Type: AWS::DynamoDB::Table}}]
                  Thing:
                    Type: Test::Thing
                    Properties:
                      Good: 1
                      Bad: {'Fn::ForEach::Keys': [Key, !Ref Nobody, {'${Key}': 1}]}
                """);

        assertThat(properties(template, "Thing").require("Good").integer()).isOne();
        assertThat(notices(template))
                .containsExactly("Fn::ForEach::Tables (Resources): not expanded, and left out: template.yaml:"
                        + " Resources.Fn::ForEach::Tables (line 2): Ref names Nobody, which is neither a parameter nor a"
                        + " resource of the template");
        assertThat(errorOf(folder, () -> properties(template, "Thing").require("Bad")))
                .startsWith(
                        "template.yaml: Thing.Properties.Bad (line 7): Fn::ForEach::Keys is written Fn::ForEach::Name:"
                                + " [identifier, [value, …], {key: value}]");
    }

    @Test
    void aLoopOverWhatOnlyAwsKnowsIsALine() {
        Template template = read(folder, """
                Resources:
                  Thing: {Type: Test::Thing}
                  Fn::ForEach::Tables:
                    - Name
                    - !Split [',', !ImportValue Names]
                    - {'${Name}Table': {Type: AWS::DynamoDB::Table}}
                """);

        assertThat(template.resources()).extracting(Resource::logicalId).containsExactly("Thing");
        assertThat(notices(template))
                .containsExactly("Fn::ForEach::Tables (Resources): not expanded, and left out: template.yaml:"
                        + " Resources.Fn::ForEach::Tables (line 3): its values are known to AWS only; give them with"
                        + " --parameter-overrides");
    }

    @Test
    void aLocalFileIsIncludedBesideResourcesAndWithinThem() {
        write(folder, "more.yaml", """
                Included: {Type: Test::Thing, Properties: {Value: !Ref Thing}}
                Thing: {Type: Test::Other}
                """);
        write(folder, "variables.json", "{\"NAME\": \"included\", \"OWN\": \"not taken\"}");
        Template template = read(folder, """
                Parameters:
                  File: {Type: String, Default: more.yaml}
                Resources:
                  Fn::Transform: {Name: AWS::Include, Parameters: {Location: !Sub './${File}'}}
                  Thing: {Type: Test::Thing}
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                      Environment:
                        Variables:
                          OWN: taken
                          Fn::Transform: {Name: AWS::Include, Parameters: {Location: variables.json}}
                """);

        assertThat(template.resources())
                .extracting(Resource::logicalId, Resource::type)
                .hasToString("[(\"Included\", \"Test::Thing\"), (\"Thing\", \"Test::Thing\"), (\"Function\","
                        + " \"AWS::Serverless::Function\")]");
        assertThat(properties(template, "Included").require("Value").text()).isEqualTo("UNKNOWN.Thing.Ref.invalid");
        assertThat(template.functions().get(0).environment())
                .containsOnlyKeys("OWN", "NAME")
                .containsEntry("OWN", "taken");
        assertThat(notices(template)).isEmpty();
    }

    @Test
    void aLocalFileIsIncludedAtTheTop() {
        write(folder, "mappings.yaml", """
                Mappings: {Names: {table: {dev: dev-table}}}
                """);
        Template template = read(folder, """
                Transform:
                  - AWS::Serverless-2016-10-31
                  - Name: AWS::Include
                    Parameters: {Location: mappings.yaml}
                Resources:
                  Table: {Type: AWS::Serverless::SimpleTable, Properties: {TableName: !FindInMap [Names, table, dev]}}
                """);

        assertThat(template.tables()).extracting(TableDefinition::tableName).containsExactly("dev-table");
        assertThat(notices(template)).isEmpty();
    }

    @Test
    void macrosAndWhatIsNotIncludedAreALine() {
        Template template = read(folder, """
                Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31, Ours]
                Resources:
                  Thing: {Type: Test::Thing}
                  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/more.yaml}}
                """);

        assertThat(template.resources()).extracting(Resource::logicalId).containsExactly("Thing");
        assertThat(notices(template))
                .containsExactly(
                        "macro Ours (Transform): not run; the template is taken as it is written",
                        "Fn::Transform AWS::Include (Resources): what it would write is left out; write it into the"
                                + " template, or give AWS::Include a file here");
    }

    @Test
    void loopsThatMultiplyAreAnError() {
        String ten = "[a, b, c, d, e, f, g, h, i, j]";
        String loops = "{'${A}${B}${C}${D}${E}': {Type: Test::Thing}}";
        for (String name : List.of("E", "D", "C", "B", "A")) {
            loops = "{'Fn::ForEach::%s': [%s, %s, %s]}".formatted(name, name, ten, loops);
        }
        String resources = "Resources: " + loops;

        assertThat(errorOf(folder, () -> read(folder, resources))).endsWith(": its loops make the template too large");
    }

    private static Value properties(Template template, String logicalId) {
        return template.resource(logicalId).orElseThrow().properties();
    }

    private List<String> notices(Template template) {
        Notices notices = new Notices();
        template.noteLimits(Set.of(), notices);
        return notices.lines().stream()
                .map(line -> line.replace(folder + "/", ""))
                .toList();
    }
}
