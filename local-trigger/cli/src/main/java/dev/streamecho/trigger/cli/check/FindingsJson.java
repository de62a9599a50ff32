package dev.streamecho.trigger.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.template.check.Finding;
import java.util.List;

/**
 * Findings as JSON: {@code findings}, a list. Each has its {@code severity} ({@code error} or {@code warning}), {@code rule},
 * {@code file}, {@code line}, {@code logicalId}, {@code property} (empty for the resource itself), {@code problem}, {@code
 * remedy} and {@code documentation}.
 */
final class FindingsJson {
    private FindingsJson() {}

    static ObjectNode of(List<Finding> findings) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ArrayNode list = all.putArray("findings");
        findings.forEach(finding -> list.addObject()
                .put("severity", finding.severity().toString())
                .put("rule", finding.rule())
                .put("file", finding.file())
                .put("line", finding.line())
                .put("logicalId", finding.logicalId())
                .put("property", finding.property())
                .put("problem", finding.problem())
                .put("remedy", finding.remedy())
                .put("documentation", finding.documentation()));
        return all;
    }
}
