package dev.streamecho.trigger.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table as the service exported it to S3, in a folder of this machine: with {@code manifest-files.json}, and the items in {@code
 * data/}.
 *
 * @param folder that of the manifests
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html">Output format of an
 *     export</a>
 */
record TableExport(Path folder) {
    private static final String FILES = "manifest-files.json";
    private static final String SUMMARY = "manifest-summary.json";

    /** What the service puts around its exports. */
    private static final String PREFIX = "AWSDynamoDB";

    /**
     * Finds an export.
     *
     * @param folder that of the manifests, or one around it
     * @throws UserError if there are several
     */
    static Optional<TableExport> find(Path folder) {
        if (isExport(folder)) {
            return Optional.of(new TableExport(folder));
        }
        Path around = Files.isDirectory(folder.resolve(PREFIX)) ? folder.resolve(PREFIX) : folder;
        if (!Files.isDirectory(around)) {
            return Optional.empty();
        }
        List<Path> exports;
        try (Stream<Path> entries = Files.list(around)) {
            exports = entries.filter(TableExport::isExport).sorted().toList();
        } catch (IOException e) {
            throw new UserError("%s cannot be read: %s".formatted(around, e.getMessage()), e);
        }
        if (exports.size() > 1) {
            throw new UserError("%s has %d exports: name the folder of one, such as %s"
                    .formatted(around, exports.size(), exports.get(exports.size() - 1)));
        }
        return exports.stream().map(TableExport::new).findFirst();
    }

    private static boolean isExport(Path folder) {
        return Files.isRegularFile(folder.resolve(FILES));
    }

    /**
     * Returns the files with the items.
     *
     * @throws UserError if one is missing
     */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (JsonNode file : lines(FILES)) {
            String key = file.path("dataFileS3Key").asText();
            Path data = folder.resolve("data").resolve(key.substring(key.lastIndexOf('/') + 1));
            if (!Files.isRegularFile(data)) {
                throw new UserError("%s names %s, which is not there: copy the whole export"
                        .formatted(folder.resolve(FILES), data));
            }
            files.add(data);
        }
        return files;
    }

    /** Returns the name of the table that was exported; empty if it is not known. */
    Optional<String> tableName() {
        return Files.isRegularFile(folder.resolve(SUMMARY))
                ? lines(SUMMARY).stream()
                        .map(summary -> summary.path("tableArn").asText())
                        .filter(arn -> arn.contains("/"))
                        .map(arn -> arn.substring(arn.indexOf('/') + 1))
                        .findFirst()
                : Optional.empty();
    }

    private List<JsonNode> lines(String name) {
        Path file = folder.resolve(name);
        try (MappingIterator<JsonNode> lines =
                ItemJson.JSON.readerFor(JsonNode.class).readValues(file.toFile())) {
            return lines.readAll();
        } catch (IOException e) {
            throw new UserError("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }
}
