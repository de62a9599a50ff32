package dev.streamecho.trigger.template.form;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static dev.streamecho.trigger.template.TestTemplates.read;
import static dev.streamecho.trigger.template.TestTemplates.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestedStacksTest {
    private static final String CONSUMER = """
            Parameters:
              StreamArn: {Type: String}
              Names: {Type: CommaDelimitedList, Default: nobody}
              BatchSize: {Type: Number, Default: 7}
            Resources:
              Echo:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: code/
                  Handler: x.Y
                  Runtime: java21
                  Environment: {Variables: {FIRST: !Select [0, !Ref Names], STACK: !Ref AWS::StackName}}
              Mapping:
                Type: AWS::Lambda::EventSourceMapping
                Properties:
                  EventSourceArn: !Ref StreamArn
                  FunctionName: !Ref Echo
                  BatchSize: !Ref BatchSize
                  StartingPosition: LATEST
            Outputs:
              Name: {Value: !Ref Echo}
              Never: {Condition: Closed, Value: x}
            Conditions:
              Closed: !Equals [a, b]
            """;

    private static final String ORDERS = """
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties: {StreamSpecification: {StreamViewType: KEYS_ONLY}}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void nestedTemplate() throws IOException {
        Files.createDirectory(folder.resolve("consumer"));
        write(folder.resolve("consumer"), "template.yaml", CONSUMER);
    }

    @Test
    void parametersGoInAndOutputsComeOut() {
        Template template = read(folder, ORDERS + """
                  Consumer:
                    Type: AWS::CloudFormation::Stack
                    Properties:
                      TemplateURL: consumer/template.yaml
                      Parameters: {StreamArn: !GetAtt Orders.StreamArn, Names: 'Ada,Grace'}
                  Asker:
                    Type: AWS::Lambda::Function
                    Properties:
                      Environment: {Variables: {ECHO: !GetAtt Consumer.Outputs.Name}}
                """)
                .withAttribute("Orders", "StreamArn", "arn:aws:dynamodb:eu-west-1:1:table/Orders/stream/now");

        assertThat(template.functions())
                .extracting(FunctionDefinition::logicalId)
                .containsExactly("Asker", "Echo");
        assertThat(template.functions().get(0).environment()).containsEntry("ECHO", "Echo");
        FunctionDefinition echo = template.functions().get(1);
        assertThat(echo.environment()).containsEntry("FIRST", "Ada").containsEntry("STACK", "local-Consumer");
        assertThat(echo.codePath()).isEqualTo(folder.resolve("consumer/code"));
        EventSourceMappingDefinition mapping = template.eventSourceMappings().get(0);
        assertThat(mapping.eventSourceArn()).isEqualTo("arn:aws:dynamodb:eu-west-1:1:table/Orders/stream/now");
        assertThat(mapping.table().map(TableDefinition::logicalId)).contains("Orders");
        assertThat(mapping.function().map(FunctionDefinition::logicalId)).contains("Echo");
        assertThat(mapping.properties().require("BatchSize").integer()).isEqualTo(7);
        assertThat(lines(template)).isEmpty();
    }

    @Test
    void applicationOfSamIsAStackToo() {
        Template template = read(folder, ORDERS + """
                  Consumer:
                    Type: AWS::Serverless::Application
                    Properties:
                      Location: ./consumer/template.yaml
                      Parameters: {StreamArn: !GetAtt Orders.StreamArn, BatchSize: 9}
                """);

        EventSourceMappingDefinition mapping = template.eventSourceMappings().get(0);
        assertThat(mapping.properties().require("BatchSize").integer()).isEqualTo(9);
        assertThat(mapping.table().map(TableDefinition::logicalId)).contains("Orders");
    }

    @Test
    void theSameTemplateTwiceIsTwoStacks() {
        Template template = read(folder, """
                Resources:
                  One: {Type: AWS::Serverless::Application, Properties: {Location: consumer/template.yaml, Parameters: {StreamArn: a}}}
                  Two: {Type: AWS::Serverless::Application, Properties: {Location: consumer/template.yaml, Parameters: {StreamArn: b}}}
                """);

        assertThat(template.functions())
                .extracting(FunctionDefinition::logicalId)
                .containsExactly("localOneEcho", "localTwoEcho");
        assertThat(template.functions())
                .extracting(FunctionDefinition::functionName)
                .containsExactly("localOneEcho", "localTwoEcho");
        assertThat(template.eventSourceMappings())
                .extracting(EventSourceMappingDefinition::logicalId)
                .containsExactly("localOneMapping", "localTwoMapping");
        assertThat(template.eventSourceMappings().get(1).eventSourceArn()).isEqualTo("b");
        assertThat(template.eventSourceMappings().get(1).function().map(FunctionDefinition::logicalId))
                .contains("localTwoEcho");
    }

    @Test
    void nothingOfAStackIsMadeWhoseConditionDoesNotHold() {
        Template template = read(folder, """
                Conditions: {Closed: !Equals [a, b]}
                Resources:
                  Consumer: {Type: AWS::Serverless::Application, Condition: Closed, Properties: {Location: consumer/template.yaml}}
                """);

        assertThat(template.functions()).isEmpty();
        assertThat(template.resources()).isEmpty();
    }

    @Test
    void anOutputThatTheStackDoesNotHaveIsAnError() {
        Template template = read(folder, """
                Resources:
                  Consumer: {Type: AWS::Serverless::Application, Properties: {Location: consumer/template.yaml}}
                  Asker: {Type: AWS::Lambda::Function, Properties: {Handler: !GetAtt Consumer.Outputs.Never}}
                """);

        assertThat(errorOf(folder, () -> template.functions().get(0).handler()))
                .isEqualTo("template.yaml: Asker.Properties.Handler (line 3): the stack Consumer has no output Never;"
                        + " it has Name");
    }

    @Test
    void aMistakeInANestedTemplateNamesItsFileAndLine() {
        write(folder.resolve("consumer"), "template.yaml", CONSUMER.replace("x.Y", "!Ref Nobody"));
        Template template = read(folder, """
                Resources:
                  Consumer: {Type: AWS::Serverless::Application, Properties: {Location: consumer/template.yaml}}
                """);

        assertThat(errorOf(folder, () -> template.functions().get(0).handler()))
                .isEqualTo(
                        "consumer/template.yaml: Echo.Properties.Handler (line 10): Ref names Nobody, which is neither"
                                + " a parameter nor a resource of the template");
    }

    @Test
    void aParameterThatNeedsAnOutputThatNeedsItIsCircular() {
        write(
                folder.resolve("consumer"),
                "template.yaml",
                CONSUMER.replace("Outputs:\n", "Outputs:\n  Circle: {Value: !Select [0, !Ref Names]}\n"));
        Template template = read(folder, """
                Resources:
                  Consumer:
                    Type: AWS::Serverless::Application
                    Properties:
                      Location: consumer/template.yaml
                      Parameters: {Names: !GetAtt Consumer.Outputs.Circle}
                """);

        assertThat(errorOf(folder, () -> template.functions().get(0).environment()))
                .contains("circular references: ");
    }

    @Test
    void aStackInItselfAndOneThatIsNotATemplateAreLeftOut() {
        write(folder, "list.yaml", "[]");
        Template template = read(folder, """
                Resources:
                  Self: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: template.yaml}}
                  Broken: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: list.yaml}}
                  Stored: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://bucket.s3.amazonaws.com/x}}
                  Table: {Type: AWS::DynamoDB::Table}
                """);

        assertThat(template.tables()).extracting(TableDefinition::logicalId).containsExactly("Table");
        assertThat(lines(template))
                .containsExactly(
                        "a nested stack that cannot be read (Self): template.yaml is nested in itself",
                        "a nested stack that cannot be read (Broken): list.yaml: not a template; a mapping with"
                                + " Resources is expected",
                        "AWS::CloudFormation::Stack (Stored): not made, as its template is not a file here;"
                                + " run that with ./trigger run -t");
    }

    private List<String> lines(Template template) {
        Notices notices = new Notices();
        template.noteLimits(List.of(), notices);
        return notices.lines().stream()
                .map(line -> line.replace(folder + "/", ""))
                .toList();
    }
}
