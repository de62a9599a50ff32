package dev.streamecho.trigger.template.language;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.StackInputs;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.TestTemplates;
import dev.streamecho.trigger.template.resource.EnvironmentOverrides;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTest {
    private static final String TEMPLATE = """
            Parameters:
              P: %s
            Resources:
              Thing: {Type: Test::Thing, Properties: {Value: !Ref P}}
            """;

    @TempDir
    private Path folder;

    @Test
    void overrideGoesBeforeTheDefault() {
        assertThat(json("{Type: String, Default: LATEST}")).isEqualTo("\"LATEST\"");
        assertThat(json("{Type: String, Default: LATEST}", "P=TRIM_HORIZON")).isEqualTo("\"TRIM_HORIZON\"");
        assertThat(json("{Type: String, Default: LATEST}", "P=")).isEqualTo("\"\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "String                                                 | 5     | '\"5\"'",
                "Number                                                 | 5     | 5",
                "Number                                                 | 0.5   | 0.5",
                "List<Number>                                           | 1, 2  | '[1,2]'",
                "CommaDelimitedList                                     | a , b | '[\"a\",\"b\"]'",
                "CommaDelimitedList                                     | ''    | '[\"\"]'",
                "AWS::EC2::VPC::Id                                      | vpc-1 | '\"vpc-1\"'",
                "List<AWS::EC2::Subnet::Id>                             | a,b   | '[\"a\",\"b\"]'",
                "AWS::SSM::Parameter::Name                              | /name | '\"/name\"'",
                "AWS::SSM::Parameter::Value<String>                     | /name | '\"/name\"'",
                "AWS::SSM::Parameter::Value<List<String>>               | /a,/b | '[\"/a\",\"/b\"]'",
                "AWS::SSM::Parameter::Value<CommaDelimitedList>         | /a,/b | '[\"/a\",\"/b\"]'",
            })
    void typeDecidesWhatRefGives(String type, String value, String json) {
        assertThat(json("{Type: '%s'}".formatted(type), "P=" + value)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Type: String, AllowedValues: [A, B]                       | C    | C is not allowed; choose one of A, B",
                "Type: CommaDelimitedList, AllowedValues: [A, B]           | A,C  | C is not allowed; choose one of A, B",
                "Type: String, AllowedPattern: '[a-z]+'                    | abc1 | abc1 does not match its AllowedPattern [a-z]+",
                "Type: CommaDelimitedList, AllowedPattern: '[a-z]+'        | a,1  | 1 does not match its AllowedPattern [a-z]+",
                "Type: String, MinLength: 2                                | a    | a is shorter than its MinLength 2",
                "Type: String, MinLength: 1                                | ''   | an empty string is shorter than its MinLength 1",
                "Type: String, MaxLength: 2                                | abc  | abc is longer than its MaxLength 2",
                "Type: Number                                              | many | many is not a number",
                "Type: Number, MinValue: 1                                 | 0    | 0 is less than its MinValue 1",
                "Type: List<Number>, MaxValue: 10                          | 1,11 | 11 is more than its MaxValue 10",
                "Type: Number, MaxValue: 1, ConstraintDescription: just 1  | 2    | 2 is more than its MaxValue 1 (just 1)",
                "Type: String, MaxLength: 2, NoEcho: true                  | abc  | **** is longer than its MaxLength 2",
                "Type: Number, MinValue: a                                 | 1    | a is not a number",
                "Type: String, AllowedPattern: '['                         | 1    | not a regular expression: Unclosed character class",
            })
    void valueThatIsNotAllowedIsRefused(String declaration, String value, String reason) {
        assertThat(errorOf(folder, () -> json("{" + declaration + "}", "P=" + value)))
                .matches("template\\.yaml: Parameters\\.P(\\.\\w+)? \\(line 2\\): .*")
                .endsWith("): " + reason);
    }

    @Test
    void defaultIsCheckedToo() {
        assertThat(errorOf(folder, () -> json("{Type: String, Default: C, AllowedValues: [A, B]}")))
                .isEqualTo("template.yaml: Parameters.P (line 2): C is not allowed; choose one of A, B");
    }

    @Test
    void valueInsideOfItsBoundsIsTaken() {
        assertThat(json("{Type: Number, MinValue: -1, MaxValue: 10000}", "P=-1"))
                .isEqualTo("-1");
        assertThat(json("{Type: Number, MinValue: -1, MaxValue: 10000}", "P=10000"))
                .isEqualTo("10000");
        assertThat(json("{Type: String, MinLength: 1, MaxLength: 1}", "P=a")).isEqualTo("\"a\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{Type: String}                                                           | '\"UNKNOWN.parameter.P.invalid\"'",
                "{Type: String, AllowedValues: [A, B]}                                    | '\"UNKNOWN.parameter.P.invalid\"'",
                "{Type: CommaDelimitedList}                                               | '\"UNKNOWN.parameter.P.invalid\"'",
                "{Type: 'AWS::SSM::Parameter::Value<String>', Default: /app/stage}        | '\"UNKNOWN.parameter.P.SSM.app.stage.invalid\"'",
                "{Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /ami} | '\"UNKNOWN.parameter.P.SSM.ami.invalid\"'",
                "{Type: String, Default: '{{resolve:ssm:/stage}}', AllowedPattern: '[a-z]+'} | '\"UNKNOWN.resolve.ssm.stage.invalid\"'",
            })
    void theValueOfAParameterThatOnlyAwsKnowsIsAPlaceholder(String declaration, String json) {
        assertThat(json(declaration)).isEqualTo(json);
    }

    @Test
    void unknownParametersOfADeploymentAreIgnored() {
        assertThat(deployed("{Type: Number, Default: 1}", Map.of("P", "2", "Other", "3")))
                .isEqualTo("2");
        assertThat(deployed("{Type: 'AWS::SSM::Parameter::Value<String>'}", Map.of("P", "/stage")))
                .isEqualTo("\"UNKNOWN.parameter.P.SSM.stage.invalid\"");
    }

    private String deployed(String declaration, Map<String, String> deployed) {
        Path file = TestTemplates.write(folder, "template.yaml", TEMPLATE.formatted(declaration));
        return json(Template.read(
                file, new StackInputs(Map.of(), deployed, EnvironmentOverrides.NONE, "us-east-1", List.of())));
    }

    @Test
    void aParameterThatNobodyNeedsIsNotLookedAt() {
        Template template = read(folder, """
                Parameters: {P: {Type: String, Default: C, AllowedValues: [A, B]}, Q: {Type: Number}, R: {}}
                Resources: {Table: {Type: AWS::DynamoDB::Table}}
                """);

        assertThat(template.tables()).hasSize(1);
    }

    @Test
    void secretsAreThoseWithNoEcho() {
        assertThat(read(folder, """
                        Parameters: {P: {Type: String, NoEcho: true}, Q: {Type: String}}
                        Resources: {Thing: {Type: A}}
                        """, "P=1", "Q=2").secretParameters()).containsExactly("P");
    }

    @Test
    void overrideOfAnUnknownParameterIsAnErrorThatListsThem() {
        assertThat(errorOf(folder, () -> json("{Type: String}", "Q=1")))
                .isEqualTo(
                        "template.yaml: --parameter-overrides names Q, which is not a parameter; the template has P");
        assertThat(errorOf(folder, () -> read(folder, "Resources: {T: {Type: A}}", "Q=1")))
                .isEqualTo(
                        "template.yaml: --parameter-overrides names Q, which is not a parameter; the template has none");
    }

    @Test
    void declarationWithoutATypeIsAnError() {
        assertThat(errorOf(folder, () -> json("{Default: 1}")))
                .isEqualTo("template.yaml: Parameters.P (line 2): Type is missing");
    }

    /** What Ref gives of the parameter P. */
    private String json(String declaration, String... overrides) {
        return json(read(folder, TEMPLATE.formatted(declaration), overrides));
    }

    private static String json(Template template) {
        return template.resource("Thing")
                .orElseThrow()
                .properties()
                .require("Value")
                .json()
                .toString();
    }
}
