package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.language.Origin;
import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Collects the resources of a stack. This class is not thread-safe. */
final class StackBuilder {
    private static final Pattern UNSAFE = Pattern.compile("[/\\\\\\p{Cntrl}]");

    private final Catalog catalog;
    private final Path folder;
    private final Notices notices;
    private final Map<String, TemplateNode> resources = new LinkedHashMap<>();
    private final Map<String, Origin> origins = new LinkedHashMap<>();

    /** @param folder the one to which paths are relative */
    StackBuilder(Catalog catalog, Path folder, Notices notices) {
        this.catalog = catalog;
        this.folder = folder;
        this.notices = notices;
    }

    Catalog catalog() {
        return catalog;
    }

    Path folder() {
        return folder;
    }

    Notices notices() {
        return notices;
    }

    /** Returns the logical id of an address: the address itself, unless a key in it has characters that would make it a path. */
    static String logicalId(String address) {
        return UNSAFE.matcher(address).replaceAll("-");
    }

    /** Adds a resource, whose logical id is its address. */
    void add(ResourceInstance resource, String type, Properties properties) {
        add(resource, type, properties, Map.of());
    }

    /** Adds a resource with metadata. */
    void add(ResourceInstance resource, String type, Properties properties, Map<String, TemplateNode> metadata) {
        int line = resource.settings().line();
        Map<String, TemplateNode> entries = new LinkedHashMap<>();
        entries.put("Type", Nodes.text(type, line));
        entries.put("Properties", properties.node());
        if (!metadata.isEmpty()) {
            entries.put("Metadata", new Mapping(metadata, line));
        }
        String logicalId = logicalId(resource.address());
        resources.put(logicalId, new Mapping(entries, line));
        origins.put(logicalId, new Origin(resource.file(), resource.address(), properties.names()));
    }

    Map<String, TemplateNode> resources() {
        return resources;
    }

    Map<String, Origin> origins() {
        return origins;
    }
}
