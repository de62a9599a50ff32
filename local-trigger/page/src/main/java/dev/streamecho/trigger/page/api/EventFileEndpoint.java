package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Keeps an event in the project's folder of events, beside those that {@code sam local invoke} and tests use. */
final class EventFileEndpoint {
    private static final String FOLDER = "events";

    /** Nothing that leads elsewhere, or that a file system does not have. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    private final Path project;

    /** @param template of the stack: a file of the project, or a folder */
    EventFileEndpoint(Path template) {
        Path absolute = template.toAbsolutePath();
        Path folder = Files.isDirectory(absolute) ? absolute : absolute.getParent();
        this.project = folder == null ? absolute : folder;
    }

    void addTo(Router router) {
        router.add("POST", "/events-files", this::save);
    }

    private Answer save(Call call) throws IOException {
        ObjectNode body = call.body();
        String name = body.path("name").asText();
        JsonNode event = body.path("event");
        if (!NAME.matcher(name).matches()) {
            throw ApiException.invalid(
                    "name is %s; use letters, digits, dots, hyphens and underscores"
                            .formatted(name.isEmpty() ? "missing" : name),
                    name);
        }
        if (event.isMissingNode()) {
            throw ApiException.invalid("The body has no event", "event");
        }
        Path file = project.resolve(FOLDER).resolve(name + ".json");
        String shown = FOLDER + "/" + file.getFileName();
        if (Files.exists(file) && !body.path("replace").asBoolean()) {
            throw ApiException.conflict("%s is there already; choose another name".formatted(shown));
        }
        Files.createDirectories(file.getParent());
        Files.write(file, Call.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(event));
        return Answer.json(Json.object().put("file", shown));
    }
}
