package dev.streamecho.trigger.cli;

import static dev.streamecho.trigger.cli.CountersTemplate.function;
import static dev.streamecho.trigger.cli.CountersTemplate.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.streamecho.trigger.function.code.MavenProject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What cannot run here is named, and everything else runs. */
class RunLeftOutTest {
    private static final String GOOD = table("Counters") + function("Appender", AppendingHandler.class, "Counters", "");

    /** The second half of a function that an event of the table calls. */
    private static final String CHANGE =
            "Events: {Change: {Type: DynamoDB, Properties: {Stream: !GetAtt Counters.StreamArn, StartingPosition: LATEST}}}";

    @TempDir
    private Path folder;

    @Test
    void functionsThatCannotRunAreOneLineForEachKindAndTheOthersRun() throws IOException {
        write(
                GOOD,
                called("Image", "PackageType: Image, ImageUri: here"),
                called("Picture", "PackageType: Image, ImageUri: there"),
                called("Stored", "CodeUri: s3://bucket/key"),
                called("Inline", "InlineCode: 'def handler; end', Runtime: ruby3.4, Handler: index.handler"),
                called("Ruby", "CodeUri: src/ruby, Runtime: ruby3.4, Handler: app.handler"),
                called("Net", "CodeUri: src/net, Runtime: dotnet8, Handler: Any"),
                called("NoHandler", "CodeUri: src"),
                called("Gone", "CodeUri: src/gone, Handler: example.Gone"),
                called("Missing", "CodeUri: src/missing, Handler: example.Missing"),
                called("Impatient", "Handler: example.Any, Timeout: 1000"));

        try (TriggerProcess trigger = TriggerProcess.start(folder, "--port", "0")) {
            String supported = "a project, a folder of code that is built, a jar or a zip";
            assertThat(trigger.lines("left out"))
                    .containsExactly(
                            "template.yaml: PackageType: an image cannot be run without Docker; use Zip and the path of "
                                    + supported + "; left out: Image (line 24), Picture (line 25)",
                            "template.yaml: CodeUri: only code on this machine can be run, not in S3; give the path of "
                                    + supported
                                    + "; left out: Stored (line 26)",
                            "template.yaml: Runtime is not supported: functions in Java, Node.js and Python 3 run locally, and"
                                    + " programs (provided.al2023); left out: Inline (ruby3.4, line 27), Ruby (ruby3.4, line 28), Net (dotnet8, line 29)",
                            "template.yaml: Properties: Handler is missing; left out: NoHandler (line 30)",
                            "template.yaml: CodeUri is not there; paths are relative to " + folder
                                    + "; left out until that is fixed: Gone (src/gone, line 31), Missing (src/missing,"
                                    + " line 32)",
                            "template.yaml: Timeout: 1000 is out of range; use 1 to 900; left out: Impatient (line 33)");
            echoes(trigger);
        }
    }

    @Test
    void aFunctionThatDoesNotCompileStartsOnceItIsFixed() throws Exception {
        MavenProject project = MavenProject.create(folder.resolve("Broken"), "broken");
        write(
                table("Counters"),
                called("Broken", "CodeUri: Broken, Handler: example.Handler, Runtime: java17, Timeout: 60"));

        try (TriggerProcess trigger = TriggerProcess.start(folder, "--port", "0")) {
            assertThat(trigger.lines("left out"))
                    .containsExactly("Broken: CodeUri " + project.folder() + ": Maven cannot build it:"
                            + " src/main/java/example/Handler.java:8: cannot find symbol;"
                            + " left out until that is fixed: Broken");
            put(trigger, 0);
            project.writeHandler("\"done\"");

            trigger.awaitLine("Broken runs its new code, ");
            trigger.awaitLine("BrokenChange > Broken: success, 1 record, ");
            assertThat(trigger.interrupt()).isZero();
        }
    }

    @Test
    void aHandlerThatIsNotThereYetStartsOnceItIs() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes/lib")).getParent();
        write(
                GOOD,
                function("Later", Later.class, "Counters", "")
                        .replace("Properties:\n", "Properties:\n      CodeUri: classes\n"));

        try (TriggerProcess trigger = TriggerProcess.start(folder, "--port", "0")) {
            assertThat(trigger.lines("left out"))
                    .singleElement()
                    .asString()
                    .isEqualTo(
                            "Later: Handler %1$s: there is no class %1$s in %2$s; left out until that is fixed: Later"
                                    .formatted(Later.class.getName(), classes));
            echoes(trigger);
            copy(AppendingHandler.class, classes);
            copy(Later.class, classes);

            await().until(() -> delivered("Later").equals(List.of("i0 0")));
            assertThat(trigger.interrupt()).isZero();
        }
    }

    private static String called(String name, String properties) {
        return "  %s: {Type: AWS::Serverless::Function, Properties: {%s, %s}}\n".formatted(name, properties, CHANGE);
    }

    private void write(String... resources) throws IOException {
        CountersTemplate.write(folder, ModuleFolder.testClasses(), resources);
    }

    private void echoes(TriggerProcess trigger) throws IOException {
        put(trigger, 0);
        await().until(() -> delivered("Appender").equals(List.of("i0 0")));
    }

    private static void put(TriggerProcess trigger, int number) {
        try (DynamoDbClient client = trigger.client()) {
            client.putItem(request -> request.tableName("Counters").item(NumberedWrites.item(number)));
        }
    }

    private List<String> delivered(String function) throws IOException {
        Path file = folder.resolve(function);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private void copy(Class<?> type, Path classes) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path file = classes.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream code = getClass().getResourceAsStream("/" + name)) {
            Files.copy(code, file);
        }
    }

    /** As {@link AppendingHandler}. */
    public static final class Later implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            AppendingHandler.append(AppendingHandler.lines(AppendingHandler.text(input)));
        }
    }
}
