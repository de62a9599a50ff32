package dev.streamecho.trigger.template.cdk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes what CDK synthesizes, as far as a test needs it. */
final class TestAssembly {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final ObjectNode manifest = JSON.createObjectNode();

    TestAssembly(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        manifest.put("version", "40.0.0").putObject("artifacts");
    }

    TestAssembly version(String version) {
        manifest.put("version", version);
        return this;
    }

    /** Adds a stack whose template is the JSON. */
    TestAssembly stack(String id, String template, String... dependencies) throws IOException {
        ObjectNode artifact = ((ObjectNode) manifest.get("artifacts")).putObject(id);
        artifact.put("type", "aws:cloudformation:stack").put("displayName", id);
        artifact.putObject("properties").put("templateFile", id + ".template.json");
        List.of(dependencies).forEach(artifact.withArray("dependencies")::add);
        Files.writeString(folder.resolve(id + ".template.json"), template);
        return this;
    }

    /** Adds a stage, whose folder is within. */
    TestAssembly stage(String name) {
        ObjectNode artifact = ((ObjectNode) manifest.get("artifacts")).putObject("assembly-" + name);
        artifact.put("type", "cdk:cloud-assembly");
        artifact.putObject("properties")
                .put("directoryName", "assembly-" + name)
                .put("displayName", name);
        return this;
    }

    /** Writes the manifest, and returns the folder. */
    Path write() throws IOException {
        Files.writeString(folder.resolve("cdk.out"), "{\"version\":\"40.0.0\"}");
        Files.writeString(folder.resolve("manifest.json"), manifest.toString());
        return folder;
    }
}
