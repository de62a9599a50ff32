package dev.streamecho.trigger.template.check;

import dev.streamecho.trigger.template.TestTemplates;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one rule finds in a template that a test has inline. */
final class Checks {
    /** A table with a stream, the last lines of a template. */
    static final String TABLE = """
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
            """;

    private Checks() {}

    /** Returns its findings in one line each: line, severity, logical id, property, problem. */
    static List<String> found(String rule, Path folder, String yaml) {
        return TemplateCheck.of(TestTemplates.read(folder, yaml), Optional.empty(), Set.of()).stream()
                .filter(finding -> finding.rule().equals(rule))
                .map(Checks::line)
                .toList();
    }

    static String line(Finding finding) {
        return "%d %s %s %s: %s"
                .formatted(
                        finding.line(), finding.severity(), finding.logicalId(), finding.property(), finding.problem());
    }
}
