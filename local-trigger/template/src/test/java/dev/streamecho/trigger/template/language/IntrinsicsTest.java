package dev.streamecho.trigger.template.language;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.TestTemplates;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicsTest {
    private static final String REST = """
              Table: {Type: AWS::Serverless::SimpleTable}
            Parameters:
              Name: {Type: String, Default: ada}
              Zones: {Type: CommaDelimitedList, Default: 'a,b,c'}
            Mappings:
              Sizes:
                us-east-1: {Small: 1, Zones: [x, y]}
                eu-west-1: {Small: 2}
            Conditions:
              Same: !Equals [a, a]
              Other: !Equals [a, b]
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "!Ref Name                                                       | \"ada\"",
                "!Ref Zones                                                      | [\"a\",\"b\",\"c\"]",
                "!Ref AWS::Region                                                | \"us-east-1\"",
                "!Ref AWS::AccountId                                             | \"123456789012\"",
                "!Ref AWS::Partition                                             | \"aws\"",
                "!Ref AWS::URLSuffix                                             | \"amazonaws.com\"",
                "!Ref AWS::StackName                                             | \"local\"",
                "!Ref AWS::NotificationARNs                                      | []",
                "!Sub 'a-${Name}-${AWS::Region}'                                 | \"a-ada-us-east-1\"",
                "!Sub '${!Name} $Name ${ Name }'                                 | \"${Name} $Name ada\"",
                "!Sub ['${Name} ${X}', {X: !Ref AWS::Region, Name: eve}]         | \"eve us-east-1\"",
                "{'Fn::Sub': '${Name}'}                                          | \"ada\"",
                "!Join ['-', [a, !Ref Name, !Ref AWS::NoValue, 5]]               | \"a-ada-5\"",
                "!Join [',', !Ref Zones]                                         | \"a,b,c\"",
                "!Split [',', 'a,,b,']                                           | [\"a\",\"\",\"b\",\"\"]",
                "!Split ['.', 'a.b']                                             | [\"a\",\"b\"]",
                "!Select [1, [a, b]]                                             | \"b\"",
                "!Select ['0', !Ref Zones]                                       | \"a\"",
                "!Select [2, !Split ['-', !Ref AWS::Region]]                     | \"1\"",
                "!Base64 ada                                                     | \"YWRh\"",
                "!GetAZs ''                                                      | [\"us-east-1a\",\"us-east-1b\",\"us-east-1c\"]",
                "!Select [0, !GetAZs eu-west-1]                                  | \"eu-west-1a\"",
                "!FindInMap [Sizes, !Ref AWS::Region, Small]                     | 1",
                "!FindInMap [Sizes, us-east-1, Zones]                            | [\"x\",\"y\"]",
                "!FindInMap [Sizes, us-west-9, Small, {DefaultValue: !Ref Name}] | \"ada\"",
                "!FindInMap [!Select [0, [Sizes]], !Ref AWS::Region, Small, {DefaultValue: !Ref Nobody}] | 1",
                "[!FindInMap [Sizes, us-west-9, Small, {DefaultValue: !Ref AWS::NoValue}]] | []",
                "{Ref: !Join ['', [Na, me]]}                                     | \"ada\"",
                "!GetAtt [!Join ['', [Tab, le]], Arn]                             | \"arn:aws:dynamodb:us-east-1:123456789012:table/Table\"",
                "{'Fn::Length': !Split [',', 'a,b']}                             | 2",
                "!ToJsonString [!Ref Name, !Select [0, !Ref Zones]]              | \"[\\\"ada\\\",\\\"a\\\"]\"",
                "!If [Same, !Ref Name, !Ref Unknown]                              | \"ada\"",
                "!If [Other, 1, {a: !If [Same, 2, 3]}]                               | {\"a\":2}",
                "!Length [a, b]                                                  | 2",
                "!Cidr [10.1.2.3/16, 3, 8]                                       | [\"10.1.0.0/24\",\"10.1.1.0/24\",\"10.1.2.0/24\"]",
                "!Cidr [10.0.0.0/16, 2]                                          | [\"10.0.0.0/24\",\"10.0.1.0/24\"]",
                "!Select [1, !Cidr ['192.168.0.0/24', 2, 7]]                     | \"192.168.0.128/25\"",
                "!Select [1, !Cidr ['2001:db8:0:ff00::/56', 2, 64]]              | \"2001:db8:0:ff01:0:0:0:0/64\"",
                "!Length {Ref: Zones}                                            | 3",
                "!ToJsonString {a: !Ref Name, b: [1, yes]}                       | \"{\\\"a\\\":\\\"ada\\\",\\\"b\\\":[1,true]}\"",
                "[a, !Ref AWS::NoValue, !If [Other, b, !Ref AWS::NoValue]]          | [\"a\"]",
                "{a: 1, b: !Ref AWS::NoValue}                                    | {\"a\":1}",
            })
    void functionGives(String expression, String json) {
        assertThat(value(folder, expression, REST).json()).hasToString(json);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "!Ref Nobody                              | Ref names Nobody, which is neither a parameter nor a resource of the template",
                "!Sub '${Nobody}'                         | Fn::Sub names Nobody, which is neither a parameter nor a resource of the template",
                "!Sub '${Nobody.Arn}'                     | Fn::Sub names Nobody, which is neither a parameter nor a resource of the template",
                "!GetAtt Nobody.Arn                       | Fn::GetAtt names Nobody, which is neither a parameter nor a resource of the template",
                "!Sub ['${Name}']                         | the form is Fn::Sub: string or [string, {variable: value}]",
                "!GetAtt Nobody                           | the form is Fn::GetAtt: [logical id, attribute]",
                "!Join [a]                                | the form is Fn::Join: [delimiter, [value, …]]",
                "!Join [a, b]                             | is a string, but must be a list",
                "!Sub '${Zones}'                          | is a list, but must be a string",
                "!Split ['', a]                           | Fn::Split needs a delimiter that is not empty",
                "!Select [3, !Ref Zones]                  | Fn::Select asks for item 3, counted from 0, of a list of 3",
                "!Select [a, !Ref Zones]                  | a is not a whole number",
                "!If [Maybe, 1, 2]                        | Maybe is not in Conditions, which has Same, Other",
                "!If [Same, 1]                             | the form is Fn::If: [condition, value if it holds, value if not]",
                "!FindInMap [Sizes, us-west-9, Small]     | Fn::FindInMap looks for us-west-9 in Mappings.Sizes, which has us-east-1, eu-west-1",
                "!FindInMap [Colours, a, b]               | Fn::FindInMap looks for Colours in Mappings, which has Sizes",
                "!FindInMap [Sizes, eu-west-1, Large]     | Fn::FindInMap looks for Large in Mappings.Sizes.eu-west-1, which has Small",
                "{'Fn::ForEach::X': [a, !Ref No, {c: d}]} | Fn::ForEach::X is written Fn::ForEach::Name: [identifier, [value, …], {key: value}], with values that can be resolved here",
                "!Cidr [10.0.0.0/28, 3, 8]                | 10.0.0.0/28 does not have room for 3 blocks of 8 bits",
                "!Cidr [10.0.0.0, 3, 8]                   | 10.0.0.0 is not an address block, as 10.0.0.0/16 is",
                "!Cidr [1.2.3.400/24, 3, 4]               | 1.2.3.400 is not an address",
            })
    void whatCannotBeResolvedIsAnError(String expression, String reason) {
        assertThat(errorOf(folder, () -> value(folder, expression, REST).json()))
                .isEqualTo("template.yaml: Thing.Properties.Value (line 2): " + reason);
    }

    @Test
    void whatNobodyReadsIsPassedOver() {
        Template template = TestTemplates.read(folder, """
                Transform: [AWS::Serverless-2016-10-31, SomebodysMacro]
                Conditions:
                  Broken: !Nonsense 1
                Resources:
                  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/more.yaml}}
                  Other: {Type: Test::Other, Properties: !Transform {Name: Everything}}
                  Thing:
                    Type: Test::Thing
                    Properties:
                      Good: 1
                      Bad: !ImportValue Elsewhere
                      Fn::Transform: {Name: AWS::Include}
                Outputs:
                  Broken: {Value: !Ref Nobody}
                """);

        Value properties = template.resource("Thing").orElseThrow().properties();
        assertThat(properties.require("Good").integer()).isOne();
        assertThat(properties.get("Absent")).isEmpty();
        assertThat(errorOf(folder, () -> properties.require("Absent")))
                .isEqualTo(
                        "template.yaml: Thing.Properties (line 9): Absent is not written here; Fn::Transform is run by"
                                + " CloudFormation, not here; write what it gives into the template");
        assertThat(properties.entries()).containsOnlyKeys("Good", "Bad");
        assertThat(properties.unknowns())
                .extracting(Unknown::name)
                .containsExactly("Fn::ImportValue Elsewhere", "Fn::Transform AWS::Include");
    }

    @Test
    void pseudoParametersFollowTheRegion() {
        Path file = TestTemplates.write(folder, "template.yaml", """
                Resources:
                  Thing: {Type: Test::Thing, Properties: {Value: !Sub "${AWS::Partition} ${AWS::URLSuffix} ${AWS::StackId}"}}
                """);

        assertThat(Template.read(file, Map.of(), "cn-north-1")
                        .resource("Thing")
                        .orElseThrow()
                        .properties()
                        .require("Value")
                        .text())
                .isEqualTo("aws-cn amazonaws.com.cn arn:aws-cn:cloudformation:cn-north-1:123456789012:stack/local/"
                        + "51af3dc0-da77-11e4-872e-1234567db123");
        assertThat(Template.read(file, Map.of(), "us-gov-east-1")
                        .resource("Thing")
                        .orElseThrow()
                        .properties()
                        .require("Value")
                        .text())
                .startsWith("aws-us-gov amazonaws.com arn:aws-us-gov:");
    }
}
