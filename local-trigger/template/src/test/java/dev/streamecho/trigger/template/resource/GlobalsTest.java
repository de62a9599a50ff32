package dev.streamecho.trigger.template.resource;

import static dev.streamecho.trigger.template.TestTemplates.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.Template;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlobalsTest {
    private static final String GLOBALS = """
            Globals:
              Function:
                Timeout: 10
                Runtime: java25
                Layers: [one]
                CodeUri: s3://bucket/key
                VpcConfig: {SubnetIds: [a]}
                Environment:
                  Variables: {STAGE: test, TABLE: everybodys}
            """;

    @TempDir
    private Path folder;

    @Test
    void mappingsAreMergedListsAreJoinedAndOtherValuesAreReplaced() {
        assertThat(properties("""
                      Timeout: 20
                      Layers: [two]
                      CodeUri: {Bucket: b, Key: k}
                      Environment:
                        Variables: {TABLE: mine}
                """)).isEqualTo("""
                {"Timeout":20,"Runtime":"java25","Layers":["one","two"],"CodeUri":{"Bucket":"b","Key":"k"},\
                "VpcConfig":{"SubnetIds":["a"]},"Environment":{"Variables":{"STAGE":"test","TABLE":"mine"}}}""");
    }

    @Test
    void functionCallReplacesWhatIsGlobal() {
        assertThat(properties("""
                      CodeUri: {Ref: AWS::Region}
                      VpcConfig: !Ref AWS::NoValue
                      Layers: !Split [",", "x,y"]
                """)).isEqualTo("""
                {"Timeout":10,"Runtime":"java25","Layers":["x","y"],"CodeUri":"us-east-1",\
                "Environment":{"Variables":{"STAGE":"test","TABLE":"everybodys"}}}""");
    }

    @Test
    void resourceWithoutPropertiesGetsTheGlobalOnes() {
        Template template = read(folder, GLOBALS + "Resources:\n  Echo: {Type: AWS::Serverless::Function}\n");

        assertThat(template.functions().get(0).runtime()).isEqualTo("java25");
    }

    @Test
    void otherTypesGetNothing() {
        Template template = read(folder, GLOBALS + """
                Resources:
                  Plain: {Type: AWS::Lambda::Function}
                  Api: {Type: AWS::Serverless::Api}
                """);

        assertThat(template.resources())
                .allSatisfy(
                        resource -> assertThat(resource.properties().entries()).isEmpty());
    }

    @Test
    void ignoreGlobalsLeavesThemOut() {
        Template template = read(folder, GLOBALS + """
                Resources:
                  All: {Type: AWS::Serverless::Function, IgnoreGlobals: "*"}
                  Some:
                    Type: AWS::Serverless::Function
                    IgnoreGlobals: [Layers, CodeUri, VpcConfig, Environment]
                """);

        assertThat(template.resource("All").orElseThrow().properties().json()).hasToString("{}");
        assertThat(template.resource("Some").orElseThrow().properties().json()).hasToString("""
                        {"Timeout":10,"Runtime":"java25"}""");
    }

    private String properties(String own) {
        String resources = "Resources:\n  Echo:\n    Type: AWS::Serverless::Function\n    Properties:\n";
        Template template = read(folder, GLOBALS + resources + own);
        return template.resource("Echo").orElseThrow().properties().json().toString();
    }
}
