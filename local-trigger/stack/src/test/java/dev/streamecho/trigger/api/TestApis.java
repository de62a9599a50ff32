package dev.streamecho.trigger.api;

import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.api.ApiDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** APIs from the text of a test. */
final class TestApis {
    private TestApis() {}

    /** A REST API, stage v1, with these routes ({@code GET /items}) to Function, and more properties in one line each. */
    static ApiDefinition rest(Path folder, String properties, String... routes) {
        return read(folder, "Api", "RestApiId", "StageName: v1", properties, routes);
    }

    /** An HTTP API without a named stage; a route is of payload format 2.0, or with {@code 1.0} in front of that. */
    static ApiDefinition http(Path folder, String properties, String... routes) {
        return read(folder, "HttpApi", "ApiId", "StageName: $default", properties, routes);
    }

    /** The API of a template that is written out; its function is {@code Function}. */
    static ApiDefinition of(Path folder, String resources) {
        return Template.read(write(folder, "Resources:\n" + resources), Map.of(), "us-east-1")
                .apis()
                .get(0);
    }

    private static ApiDefinition read(
            Path folder, String type, String idProperty, String stage, String properties, String... routes) {
        String events = Arrays.stream(routes)
                .map(route -> "        Event%d: {Type: %s, Properties: {%s, %s: !Ref Items}}"
                        .formatted(Arrays.asList(routes).indexOf(route), type, event(route), idProperty))
                .collect(Collectors.joining("\n"));
        return Template.read(write(folder, """
                Resources:
                  Items:
                    Type: AWS::Serverless::%s
                    Properties:
                      %s
                      %s
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                      Events:
                %s
                """.formatted(type, stage, properties, events)), Map.of(), "us-east-1")
                .apis()
                .get(0);
    }

    private static String event(String route) {
        if (route.startsWith("1.0 ")) {
            return event(route.substring(4)) + ", PayloadFormatVersion: '1.0'";
        }
        String[] parts = route.split(" ");
        return parts[0].equals("$default") ? "Auth: {}" : "Method: %s, Path: '%s'".formatted(parts[0], parts[1]);
    }

    private static Path write(Path folder, String text) {
        try {
            return Files.writeString(folder.resolve("template.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
