package dev.streamecho.trigger.template.cdk;

import static dev.streamecho.trigger.template.TestTemplates.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.StackInputs;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.UnknownValues;
import dev.streamecho.trigger.template.api.ApiDefinition;
import dev.streamecho.trigger.template.api.ApiDefinition.Kind;
import dev.streamecho.trigger.template.api.ApiPreflight;
import dev.streamecho.trigger.template.api.ApiRoute;
import dev.streamecho.trigger.template.resource.EnvironmentOverrides;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.LayerDefinition;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real CDK synthesized of the apps in {@code src/test/cdk}. */
class CdkFormTest {
    private static final Path APPS = Path.of("src", "test", "cdk");
    private static final Path SEVERAL = APPS.resolve("several-stacks");

    @TempDir
    private Path folder;

    @Test
    void customerOrdersAreATableAFunctionThatWasBundledAndAMapping() {
        Template template = read(APPS.resolve("customer-orders/cdk.out"));

        TableDefinition table = template.tables().get(0);
        assertThat(table.logicalId()).isEqualTo("CustomerOrdersTable");
        assertThat(table.streamViewType()).contains("NEW_IMAGE");
        FunctionDefinition function = template.functions().get(0);
        assertThat(function.runtime()).isEqualTo("nodejs22.x");
        assertThat(function.memoryMegabytes()).isEqualTo(256);
        assertThat(function.timeout()).hasSeconds(5);
        assertThat(function.code()).isDirectoryContaining("glob:**/index.js");
        assertThat(function.code().getFileName().toString()).startsWith("asset.");
        assertThat(function.buildMetadata().skipsBuild()).isTrue();
        EventSourceMappingDefinition mapping = template.eventSourceMappings().get(0);
        assertThat(mapping.table()).contains(table);
        assertThat(mapping.function().map(FunctionDefinition::logicalId)).contains(function.logicalId());
        assertThat(mapping.properties().require("StartingPosition").text()).isEqualTo("TRIM_HORIZON");
        assertThat(lines(template)).isEmpty();
    }

    @Test
    void whatIsBesideTheFolderIsNoPartOfTheDefinition() {
        Path output = APPS.resolve("customer-orders/cdk.out");

        assertThat(read(output).folders()).containsExactly(output.toAbsolutePath());
    }

    @Test
    void theGlobalTableHasTwoApisWithAProxy() {
        Template template = read(APPS.resolve("global-table/cdk.out"));

        assertThat(template.tables())
                .extracting(TableDefinition::streamViewType)
                .containsExactly(Optional.of("NEW_AND_OLD_IMAGES"));
        assertThat(template.functions().stream().map(FunctionDefinition::code))
                .containsExactlyInAnyOrder(
                        source("global-table/stream_function"),
                        source("global-table/get_function"),
                        source("global-table/post_function"));
        assertThat(template.apis()).extracting(ApiDefinition::stageName).containsExactly("prod", "prod");
        assertThat(template.apis().get(0).routes()).extracting(ApiRoute::key).containsExactly("ANY /{proxy+}", "ANY /");
        assertThat(template.apis().get(0).routes().get(0).functionLogicalId()).isEqualTo("GetFunction");
        assertThat(template.apis().get(1).routes().get(0).functionLogicalId()).isEqualTo("PostFunction");
        assertThat(template.eventSourceMappings().get(0).table())
                .contains(template.tables().get(0));
        assertThat(lines(template))
                .containsExactly("KinesisStreamSpecification ("
                        + template.tables().get(0).logicalId()
                        + "): the Kinesis stream gets no changes; the table's own stream has them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdk.out", "cdk.out.weak"})
    void stacksReadEachOthersOutputs(String output) {
        Template template = read(SEVERAL.resolve(output)).withAttribute("Orders", "StreamArn", STREAM);

        assertThat(template.notices()).containsExactly(SEVERAL.resolve(output) + ": stacks Tables, Consumer, Web");
        EventSourceMappingDefinition mapping = template.eventSourceMappings().get(0);
        assertThat(mapping.eventSourceArn()).isEqualTo(STREAM);
        assertThat(mapping.table().map(TableDefinition::logicalId)).contains("Orders");
        FunctionDefinition echo = mapping.function().orElseThrow();
        assertThat(echo.code()).isEqualTo(source("several-stacks/functions/echo"));
        assertThat(echo.environment()).containsEntry("GREETING", "Hello").containsEntry("TABLE", "Orders");
        assertThat(echo.layers()).extracting(LayerDefinition::content).containsExactly(source("several-stacks/layer"));
        assertThat(mapping.properties()
                        .require("DestinationConfig")
                        .require("OnFailure")
                        .require("Destination")
                        .text())
                .isEqualTo(template.queues().get(0).arn());
        assertThat(unknowns(template)).isEmpty();
    }

    private static final String STREAM = "arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/now";

    @Test
    void anOutputOfANestedStackIsAValueOfTheStackAroundIt() {
        Template template = read(SEVERAL.resolve("cdk.out"));

        assertThat(template.functions())
                .filteredOn(function -> function.isNamed("Asker"))
                .singleElement()
                .satisfies(asker -> assertThat(asker.environment()).containsEntry("ECHO", "EchoFunction"));
    }

    @Test
    void aParameterIsGivenToTheStackThatHasItAndToThoseWithin() {
        Template template = Template.read(SEVERAL.resolve("cdk.out"), Map.of("Greeting", "Servus"), "us-east-1");

        assertThat(template.eventSourceMappings()
                        .get(0)
                        .function()
                        .orElseThrow()
                        .environment())
                .containsEntry("GREETING", "Servus");
    }

    @Test
    void restAndHttpApisAreServedWithTheirCors() {
        Template template = read(SEVERAL.resolve("cdk.out"));

        ApiDefinition rest = template.apis().get(0);
        assertThat(rest.kind()).isEqualTo(Kind.REST);
        assertThat(rest.stageName()).isEqualTo("v1");
        assertThat(rest.stageVariables()).containsEntry("mode", "test");
        assertThat(rest.routes())
                .extracting(ApiRoute::key)
                .containsExactlyInAnyOrder("GET /orders/{id}", "PUT /orders/{id}", "ANY /{proxy+}");
        assertThat(rest.preflights())
                .extracting(preflight -> preflight.path().text(), ApiPreflight::status, ApiPreflight::otherOrigins)
                .containsExactlyInAnyOrder(
                        tuple("/", 204, List.of("https://www.example")),
                        tuple("/orders", 204, List.of("https://www.example")),
                        tuple("/orders/{id}", 204, List.of("https://www.example")),
                        tuple("/{proxy+}", 204, List.of("https://www.example")));
        assertThat(rest.preflights().get(0).headers()).containsEntry(ApiPreflight.ALLOW_ORIGIN, "https://app.example");
        assertThat(rest.notices())
                .containsExactly(
                        rest.logicalId() + ": not done locally: API keys",
                        // Of the proxy, CDK makes a mock of the root.
                        rest.logicalId() + ": ANY / is not served: it leads to no function of the template");
        ApiDefinition http = template.apis().get(1);
        assertThat(http.kind()).isEqualTo(Kind.HTTP);
        assertThat(http.stageName()).isEqualTo("$default");
        assertThat(http.routes()).extracting(ApiRoute::key).containsExactly("GET /orders/{id}", "PUT /orders/{id}");
        assertThat(http.notices()).isEmpty();
    }

    @Test
    void theAddressOfAnApiLeadsToWhereItIsServed() throws IOException {
        Path output = copy(SEVERAL.resolve("cdk.out"));
        Path web = output.resolve("Web.template.json");
        Files.writeString(
                web,
                Files.readString(web)
                        .replace(
                                "\"Variables\": {",
                                "\"Variables\": { \"URL\": {\"Fn::Join\": [\"\", [\"https://\", {\"Ref\": \"Rest9065D4D9\"},"
                                        + " \".execute-api.\", {\"Ref\": \"AWS::Region\"}, \".\", {\"Ref\": \"AWS::URLSuffix\"},"
                                        + " \"/\", {\"Ref\": \"RestDeploymentStagev198E9537B\"}, \"/\"]]},"));
        Template template = read(output);

        Template served = template.withEndpoint(template.apis().get(0), URI.create("http://127.0.0.1:3000"));

        assertThat(served.functions())
                .filteredOn(function -> function.isNamed("Items5C12978B"))
                .singleElement()
                .satisfies(items -> assertThat(items.environment()).containsEntry("URL", "http://127.0.0.1:3000/"));
    }

    @Test
    void whatTheStacksOfTwoStagesHaveInCommonIsToldApart() {
        assertThat(errorOf(folder, () -> read(SEVERAL.resolve("cdk.out.stages"))))
                .isEqualTo(SEVERAL.resolve("cdk.out.stages")
                        + " has several stacks that could run: Dev/Tables, Dev/Consumer, Dev/Web; Prod/Tables,"
                        + " Prod/Consumer, Prod/Web; choose with --stack NAME");

        Template one = read(SEVERAL.resolve("cdk.out.stages"), "Prod");
        assertThat(one.tables()).extracting(TableDefinition::logicalId).containsExactly("Orders");
        assertThat(one.eventSourceMappings().get(0).function().orElseThrow().code())
                .isEqualTo(source("several-stacks/functions/echo"));

        Template both = read(SEVERAL.resolve("cdk.out.stages"), "Dev", "Prod");
        assertThat(both.tables())
                .extracting(TableDefinition::tableName)
                .containsExactly("DevTablesOrders", "ProdTablesOrders");
        assertThat(both.eventSourceMappings())
                .extracting(mapping -> mapping.table().orElseThrow().logicalId())
                .containsExactly("DevTablesOrders", "ProdTablesOrders");
    }

    @Test
    void functionsThatCdkAddsForDeploymentsAreLeftOut() {
        Template template = read(SEVERAL.resolve("cdk.out.helpers"));

        assertThat(template.functions())
                .extracting(FunctionDefinition::logicalId)
                .containsExactly("Echo", "Seeds");
        assertThat(lines(template))
                .filteredOn(line -> line.contains("CDK"))
                .singleElement()
                .asString()
                .startsWith(
                        "functions that CDK adds for deployments (LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A,"
                                + " CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184F,")
                .endsWith("): left out, as nothing is deployed here");
        assertThat(template.functions().get(0).environment())
                .hasEntrySatisfying("CALLER", value -> assertThat(value).startsWith("UNKNOWN.Identity"));
    }

    @Test
    void theRegionIsThatOfTheStackUnlessTheUserChoosesAnother() {
        Path output = SEVERAL.resolve("cdk.out.helpers");

        assertThat(read(output).region()).isEqualTo("eu-west-1");
        assertThat(read(SEVERAL.resolve("cdk.out")).region()).isEqualTo("us-east-1");
        StackInputs chosen = new StackInputs(
                Map.of(), Map.of(), EnvironmentOverrides.NONE, "eu-south-1", true, List.of(), List.of());
        assertThat(Template.read(output, chosen).region()).isEqualTo("eu-south-1");
    }

    @Test
    void anAssetThatIsNotThereIsNamedWithTheRemedy() throws IOException {
        Path output = copy(APPS.resolve("customer-orders/cdk.out"));
        try (Stream<Path> files = Files.list(output)) {
            Path asset = files.filter(file -> file.getFileName().toString().startsWith("asset."))
                    .findFirst()
                    .orElseThrow();
            Files.delete(asset.resolve("index.js"));
            Files.delete(asset);
        }

        assertThat(errorOf(folder, () -> read(output).functions().get(0).code()))
                .matches("cdk.out/CustomerOrdersStack.template.json: OrdersStreamFunction[0-9A-F]{8}.Properties.Code"
                        + " \\(line \\d+\\): asset.[0-9a-f]{64} is not there; run cdk synth again, which writes it");
    }

    @ParameterizedTest
    @CsvSource({"customer-orders/cdk.out, 1", "several-stacks/cdk.out, 3"})
    void withoutItsMetadataTheAssetManifestLeadsToTheCode(String kept, int functions) throws IOException {
        Path output = copy(APPS.resolve(kept));
        try (Stream<Path> files = Files.list(output)) {
            for (Path template : files.filter(file -> file.toString().endsWith(".template.json"))
                    .toList()) {
                Files.writeString(template, Files.readString(template).replace("aws:asset:", "not:asset:"));
            }
        }

        Template template = read(output);

        assertThat(template.functions()).hasSize(functions);
        assertThat(template.functions())
                .filteredOn(function -> function.inlineCode().isEmpty())
                .allSatisfy(function -> assertThat(function.code()).isDirectoryContaining("glob:**/index.js"));
        assertThat(template.eventSourceMappings()).hasSize(1);
    }

    @Test
    void aTemplateThatCdkPrintsIsReadBesideItsOutput() throws IOException {
        Path output = copy(APPS.resolve("customer-orders/cdk.out"));
        Path printed = Files.copy(output.resolve("CustomerOrdersStack.template.json"), folder.resolve("template.json"));

        Template template = Template.read(printed, Map.of(), "us-east-1");

        assertThat(template.functions().get(0).code()).isDirectoryContaining("glob:**/index.js");
    }

    @Test
    void theTemplateOfANestedStackCanBeReadAlone() {
        Template template = read(SEVERAL.resolve("cdk.out/ConsumerEchoBB151F16.nested.template.json"));

        assertThat(template.functions())
                .extracting(FunctionDefinition::logicalId)
                .containsExactly("EchoFunction7EBBA557");
        assertThat(template.eventSourceMappings().get(0).source().isUnknown()).isTrue();
    }

    private Path copy(Path output) throws IOException {
        Path copy = folder.resolve("cdk.out");
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(output.relativize(file).toString()));
            }
        }
        return copy;
    }

    private static Path source(String path) {
        return APPS.resolve(path).toAbsolutePath();
    }

    private static List<String> lines(Template template) {
        Notices notices = new Notices();
        template.noteLimits(
                template.functions().stream().map(FunctionDefinition::logicalId).toList(), notices);
        return notices.lines();
    }

    private static List<String> unknowns(Template template) {
        UnknownValues unknowns = new UnknownValues();
        template.functions().forEach(unknowns::add);
        template.eventSourceMappings().forEach(unknowns::add);
        unknowns.addResources(template);
        return unknowns.line().stream().toList();
    }

    private static Template read(Path path, String... stacks) {
        return Template.read(
                path, new StackInputs(Map.of(), Map.of(), EnvironmentOverrides.NONE, "us-east-1", List.of(stacks)));
    }
}
