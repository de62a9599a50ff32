package dev.streamecho.trigger.template.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.template.form.AssetMetadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** What of a stack decides whether it is run, and with which others: found in its template, and in those nested in it. */
final class StackFacts {
    private final Set<String> types = new HashSet<>();
    private final Set<String> exports = new HashSet<>();
    private final Set<String> imports = new HashSet<>();
    private final Set<Path> read = new HashSet<>();

    private StackFacts() {}

    static StackFacts read(StackArtifact stack) {
        StackFacts facts = new StackFacts();
        facts.add(stack.template());
        return facts;
    }

    private void add(Path template) {
        if (!read.add(template)) {
            return;
        }
        JsonNode content = CdkJson.read(template);
        for (JsonNode resource : content.path("Resources")) {
            String type = resource.path("Type").asText();
            types.add(type);
            Path nested = template.resolveSibling(
                    resource.path("Metadata").path(AssetMetadata.PATH).asText());
            if (type.equals("AWS::CloudFormation::Stack") && Files.isRegularFile(nested)) {
                add(nested);
            }
        }
        content.path("Outputs")
                .forEach(
                        output -> exports.add(output.path("Export").path("Name").asText()));
        content.findValues("Fn::ImportValue").forEach(name -> imports.add(name.asText()));
        // A name that is not a plain string is not known yet.
        exports.remove("");
    }

    boolean hasMapping() {
        return types.contains("AWS::Lambda::EventSourceMapping");
    }

    boolean canRun() {
        return hasMapping() || types.contains("AWS::Lambda::Function");
    }

    /** The names under which it exports values. */
    Set<String> exports() {
        return exports;
    }

    /** The names of the values that it imports. */
    Set<String> imports() {
        return imports;
    }
}
