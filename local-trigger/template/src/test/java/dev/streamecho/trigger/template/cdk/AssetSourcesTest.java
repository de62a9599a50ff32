package dev.streamecho.trigger.template.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetSourcesTest {
    private static final String FUNCTION = """
            {"Resources": {"Echo": {"Type": "AWS::Lambda::Function",
              "Properties": {"Code": {"S3Bucket": "assets", "S3Key": "12ab.zip"}},
              "Metadata": {"aws:asset:path": "asset.12ab", "aws:asset:property": "Code"}}}}
            """;

    @TempDir
    private Path app;

    @BeforeEach
    void synthesizedApp() throws IOException {
        write("cdk.json", "{}");
        write("src/echo/index.js", "one");
        write("src/echo/lib/more.js", "two");
        write("src/other/index.js", "one");
        write("node_modules/echo/index.js", "one");
        write("node_modules/echo/lib/more.js", "two");
        write("cdk.out/asset.12ab/index.js", "one");
        write("cdk.out/asset.12ab/lib/more.js", "two");
        new TestAssembly(app.resolve("cdk.out")).stack("Orders", FUNCTION).write();
    }

    @Test
    void codeIsTakenWhereItsCopyIsFrom() throws IOException {
        assertThat(code()).isEqualTo(app.resolve("src/echo"));

        write("src/echo/__pycache__/index.pyc", "what Python keeps");
        assertThat(code()).isEqualTo(app.resolve("src/echo"));
    }

    @Test
    void installedPackagesAreComparedByTheirNamesAlone() throws IOException {
        write("src/echo/node_modules/uuid/index.js", "as installed now");
        write("cdk.out/asset.12ab/node_modules/uuid/index.js", "as installed then");
        assertThat(code()).isEqualTo(app.resolve("src/echo"));

        write("src/echo/node_modules/more/index.js", "another");
        assertThat(code()).isEqualTo(app.resolve("cdk.out/asset.12ab"));
    }

    @Test
    void codeThatHasChangedSinceIsTakenFromTheCopy() throws IOException {
        write("src/echo/lib/more.js", "six");

        assertThat(code()).isEqualTo(app.resolve("cdk.out/asset.12ab"));
    }

    @Test
    void codeThatIsThereTwiceIsTakenFromTheCopy() throws IOException {
        write("src/copy/index.js", "one");
        write("src/copy/lib/more.js", "two");

        assertThat(code()).isEqualTo(app.resolve("cdk.out/asset.12ab"));
    }

    @Test
    void onlyTheFolderOfAnAppIsLookedThrough() throws IOException {
        Files.delete(app.resolve("cdk.json"));

        assertThat(code()).isEqualTo(app.resolve("cdk.out/asset.12ab"));
    }

    @Test
    void itIsNotBuilt() {
        assertThat(function().buildMetadata().skipsBuild()).isTrue();
    }

    private Path code() {
        return function().code();
    }

    private FunctionDefinition function() {
        return Template.read(app.resolve("cdk.out"), Map.of(), "us-east-1")
                .functions()
                .get(0);
    }

    private void write(String path, String text) throws IOException {
        Path file = app.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
