package dev.streamecho.trigger.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.WholeFile;
import dev.streamecho.trigger.json.JsonErrors;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the messages of queues in a folder, one file a message, from when it is sent until it is deleted. A file is there
 * whole or not at all, whenever this process is killed, and on the disk when a call returns; one that was removed may be
 * back after the machine lost its power. One process at a time may use the folder.
 */
final class QueueJournal {
    private static final String SUFFIX = ".json";
    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);

    private final Path folder;

    QueueJournal(Path folder) {
        this.folder = folder;
    }

    /** Writes down a message; once more does no harm. */
    void keep(String queue, KeptMessage message) throws IOException {
        WholeFile.write(file(queue, message.messageId()), JSON.writeValueAsBytes(message));
    }

    void remove(String queue, String messageId) throws IOException {
        Files.deleteIfExists(file(queue, messageId));
    }

    /** The messages of a queue, in the order in which they were sent. */
    List<KeptMessage> messages(String queue) throws IOException {
        List<KeptMessage> messages = new ArrayList<>();
        for (Path file : files(queue)) {
            messages.add(read(file));
        }
        // Of those of one millisecond, a FIFO queue's have numbers.
        messages.sort(Comparator.comparing(KeptMessage::sentTimestamp).thenComparing(QueueJournal::number));
        return messages;
    }

    private static BigInteger number(KeptMessage message) {
        return message.sequenceNumber() == null ? BigInteger.ZERO : new BigInteger(message.sequenceNumber());
    }

    /** Whether a queue has a message. */
    boolean hasMessages() throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> queues = Files.list(folder)) {
            for (Path queue : queues.filter(Files::isDirectory).toList()) {
                if (!files(queue.getFileName().toString()).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static KeptMessage read(Path file) throws IOException {
        try {
            return JSON.readValue(file.toFile(), KeptMessage.class);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "%s is not a message: %s; move it to another folder".formatted(file, JsonErrors.inOneLine(e)), e);
        }
    }

    private List<Path> files(String queue) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(queue))) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        } catch (NoSuchFileException noMessageYet) {
            return List.of();
        }
    }

    private Path file(String queue, String messageId) {
        return folder.resolve(queue).resolve(messageId + SUFFIX);
    }
}
