package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsSdkForNodeTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");      | @aws-sdk/client-dynamodb
            import { unmarshall } from '@aws-sdk/util-dynamodb'                  | @aws-sdk/util-dynamodb
            import{S3Client as s}from"@aws-sdk/client-s3";                       | @aws-sdk/client-s3
            import '@aws-sdk/crc64-nvme/dist'                                    | @aws-sdk/crc64-nvme
            const sdk = await import("@aws-sdk/client-sqs");                     | @aws-sdk/client-sqs
            require('@smithy/node-http-handler')                                 | @smithy/node-http-handler
            const AWS = require('aws-sdk');                                      |
            const mine = require('@mine/aws-sdk');                               |
            """)
    void whatIsImportedOfTheSdkIsFound(String line, String expected) throws IOException {
        write("lib/store.mjs", "const one = 1;\n" + line + "\n");

        assertThat(missing("nodejs22.x")).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void upToNodejs16ItIsVersion2() throws IOException {
        write("index.js", "const DynamoDB = require('aws-sdk/clients/dynamodb'); require('@aws-sdk/client-sqs');");

        assertThat(missing("nodejs16.x")).containsExactly("aws-sdk");
        assertThat(missing("nodejs18.x")).containsExactly("@aws-sdk/client-sqs");
    }

    @Test
    void whatTheCodeBringsIsNotMissing() throws IOException {
        write("index.js", "require('@aws-sdk/client-sqs'); require('@aws-sdk/client-sns');");
        write("node_modules/@aws-sdk/client-sqs/package.json", "{}");
        write("node_modules/other/index.js", "require('@aws-sdk/client-s3');");

        assertThat(missing("nodejs22.x")).containsExactly("@aws-sdk/client-sns");
    }

    @Test
    void whatIsMissingIsInstalledOnceAndItsVersionIsSaid() throws Exception {
        Tools.require(folder, "npm", "view", "@smithy/is-array-buffer", "version");
        write("project/index.mjs", "import { isArrayBuffer } from '@smithy/is-array-buffer';");
        RecordingLog log = new RecordingLog();
        CodeBuilder builder = new CodeBuilder(
                folder.resolve("builds"),
                folder.resolve("shared"),
                log,
                Recipes.ofThisSystem(OwnFiles.none()),
                Requirements.ofThisSystem(OwnFiles.none()));
        FunctionSource source = new FunctionSource(
                "Echo", "nodejs22.x", "index.handler", folder.resolve("project"), new FunctionSource.Method.Usual());

        FunctionCode code = builder.build(source);

        Path libraries = code.libraries().orElseThrow();
        assertThat(libraries).startsWith(folder.resolve("shared"));
        assertThat(libraries.resolve("node_modules/@smithy/is-array-buffer/package.json"))
                .exists();
        assertThat(log.notices)
                .singleElement()
                .asString()
                .matches(
                        "@smithy/is-array-buffer \\d+\\.\\d+\\.\\d+, as the code imports and does not bring: on AWS the"
                                + " runtime has its own version");
        assertThat(builder.build(source).libraries()).contains(libraries);
        assertThat(log.started).hasSize(1);
    }

    private List<String> missing(String runtime) throws IOException {
        return List.copyOf(AwsSdkForNode.missing(folder, runtime, "npm").names());
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
