package dev.streamecho.trigger.redrive;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.PrivateFiles;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.mapping.EventEncoder;
import dev.streamecho.trigger.stream.ChangeRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Saves records as event files, one for each invocation, instead of invoking the function. */
final class EventFiles implements RecordsHandler {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER = JSON.writer(
            new DefaultPrettyPrinter(Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
                    .withArrayIndenter(INDENTER)
                    .withObjectIndenter(INDENTER));

    private final Path folder;

    /** Makes a handler that saves in this folder, which is made if it is not there. */
    EventFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * {@inheritDoc} A file is named after the table and the sequence number of its first record; the message is kept.
     *
     * @throws UserError if a file cannot be written
     */
    @Override
    public Redriven handle(BatchDescription description, MappingSettings mapping, List<ChangeRecord> records) {
        List<String> files = new ArrayList<>();
        int saved = 0;
        while (saved < records.size()) {
            List<ChangeRecord> batch = Batches.first(records.subList(saved, records.size()), mapping.batchSize());
            Path file = folder.resolve("%s-%s.json"
                    .formatted(description.batch().table(), batch.get(0).sequenceNumber()));
            write(file, batch);
            files.add(file.toString());
            saved += batch.size();
        }
        return Redriven.left(records.size(), 0, "saved in " + String.join(", ", files));
    }

    private static void write(Path file, List<ChangeRecord> records) {
        try {
            PrivateFiles.createFolders(FileNames.folderOf(file));
            String json = WRITER.writeValueAsString(JSON.readTree(EventEncoder.encode(records))) + "\n";
            PrivateFiles.write(file, json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UserError("--to-file: %s cannot be written (%s); name another folder".formatted(file, e), e);
        }
    }
}
