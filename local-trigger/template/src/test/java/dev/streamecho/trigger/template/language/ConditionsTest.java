package dev.streamecho.trigger.template.language;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "!Equals [!Ref Stage, prod]                                         | true",
                "!Equals [!Ref Stage, Prod]                                         | false",
                "!Equals [!Ref Size, 1]                                             | true",
                "!Equals ['true', true]                                             | true",
                "!Equals [!Ref Names, [a, b]]                                       | true",
                "!Equals [!Ref Names, a]                                            | false",
                "!Equals [!Select [0, !Ref Names], a]                               | true",
                "!Not [!Equals [a, b]]                                              | true",
                "!And [!Equals [a, a], !Equals [b, b]]                              | true",
                "!And [!Equals [a, b], !Equals [!Ref Nobody, b]]                    | false",
                "!Or [!Equals [a, b], !Equals [b, c], !Condition IsProd]            | true",
                "!Or [!Equals [a, b], !Not [Condition: IsProd]]                     | false",
                "{Condition: IsProd}                                                | true",
            })
    void conditionHolds(String condition, boolean holds) {
        assertThat(with(condition).resource("Thing").isPresent()).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "true                     | not a condition; it is made of Fn::And, Fn::Equals, Fn::Not, Fn::Or and Condition",
                "!Ref Stage               | not a condition; it is made of Fn::And, Fn::Equals, Fn::Not, Fn::Or and Condition",
                "!Not [!Ref Stage]        | not a condition; it is made of Fn::And, Fn::Equals, Fn::Not, Fn::Or and Condition",
                "!Equals [a]              | the form is Fn::Equals: [value, value]",
                "!Not []                  | the form is Fn::Not: [condition]",
                "!And [!Condition IsProd] | the form is Fn::And: [condition, condition, …], two to ten",
                "!Or [!Condition IsProd]  | the form is Fn::Or: [condition, condition, …], two to ten",
                "!Condition Nobody        | Nobody is not in Conditions, which has IsProd, Asked",
                "!Equals [!Ref Nobody, a] | Ref names Nobody, which is neither a parameter nor a resource of the template",
            })
    void whatIsNotAConditionIsAnError(String condition, String reason) {
        assertThat(errorOf(folder, () -> with(condition).resource("Thing")))
                .isEqualTo("template.yaml: Conditions.Asked (line 7): " + reason);
    }

    @Test
    void circleIsAnError() {
        assertThat(errorOf(folder, () -> with("!Not [!Condition Asked]").resource("Thing")))
                .isEqualTo("template.yaml: Conditions.Asked (line 7): circular references:"
                        + " Conditions.Asked → Conditions.Asked");
    }

    @Test
    void unknownConditionOfAResourceIsAnError() {
        assertThat(errorOf(
                        folder,
                        () -> read(folder, "Resources:\n  Thing: {Type: A, Condition: IsProd}\n")
                                .resources()))
                .isEqualTo("template.yaml: Thing.Condition (line 2): IsProd is not in Conditions, which has none");
    }

    @Test
    void whatIsMadeMayReferToWhatOnlyAwsKnowsToBeMade() {
        Template template = read(folder, """
                Conditions:
                  IsProd: !Equals [!ImportValue stage, prod]
                  Never: !Equals [a, b]
                Resources:
                  Prod: {Type: AWS::SNS::Topic, Condition: IsProd}
                  Nothing: {Type: AWS::SNS::Topic, Condition: Never}
                  Fn:
                    Type: AWS::Serverless::Function
                    Properties: {Environment: {Variables: {TOPIC: !Ref Prod}}}
                  Wrong:
                    Type: AWS::Serverless::Function
                    Properties: {Environment: {Variables: {TOPIC: !Ref Nothing}}}
                """);

        assertThat(template.functions().get(0).environment())
                .containsEntry("TOPIC", "arn:aws:sns:us-east-1:123456789012:Prod");
        assertThat(errorOf(folder, template.functions().get(1)::environment))
                .contains("Ref names Nothing, which is not made, as its condition Never does not hold");
    }

    @Test
    void theConditionOfWhatNobodyNeedsIsNotEvaluated() {
        Template template = with("!Equals [!FindInMap [Accounts, !Ref AWS::AccountId, Stage], prod]");

        assertThat(template.functions()).isEmpty();
        assertThat(template.tables()).isEmpty();
        assertThat(template.eventSourceMappings()).isEmpty();
    }

    @Test
    void functionWithAWrongConditionIsRefusedOnceItsCodeIsNeeded() {
        Template template = read(folder, """
                Resources:
                  Fn: {Type: AWS::Serverless::Function, Condition: IsProd}
                """);

        assertThat(template.functions())
                .extracting(FunctionDefinition::logicalId)
                .containsExactly("Fn");
        assertThat(errorOf(folder, () -> template.functions().get(0).runtime()))
                .isEqualTo("template.yaml: Fn.Condition (line 2): IsProd is not in Conditions, which has none");
    }

    @Test
    void whatOnlyAwsKnowsEqualsNothing() {
        assertThat(with("!Equals [!ImportValue stage, prod]").resource("Thing")).isEmpty();
        assertThat(with("!Not [!Equals ['{{resolve:ssm:/stage}}', prod]]").resource("Thing"))
                .isPresent();
    }

    private Template with(String condition) {
        return read(folder, """
                Parameters:
                  Stage: {Type: String, Default: prod}
                  Size: {Type: Number, Default: 1}
                  Names: {Type: CommaDelimitedList, Default: 'a, b'}
                Conditions:
                  IsProd: !Equals [!Ref Stage, prod]
                  Asked: %s
                Resources:
                  Thing: {Type: Test::Thing, Condition: Asked}
                """.formatted(condition));
    }
}
