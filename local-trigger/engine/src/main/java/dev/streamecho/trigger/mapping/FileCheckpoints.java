package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.PrivateFiles;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.WholeFile;
import dev.streamecho.trigger.json.JsonErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Checkpoints in a folder, one small file a shard: a line of JSON for each checkpoint, of which the last one holds. It is as
 * one call of {@link #save} left it whenever this process is killed. A machine that loses its power may take the last ones
 * with it, as they are not forced to the disk: then it is at one before, and records come again. One process at a time may
 * use the folder.
 */
public final class FileCheckpoints implements Checkpoints {
    private static final String SUFFIX = ".jsonl";

    /** Between the names of the table and the stream. */
    private static final String STREAM = "_stream_";

    /** A file that grew to this is made anew; to do that each time would cost a hundred times as much. */
    private static final int LIMIT_BYTES = 64 * 1024;

    private final Path ofMapping;
    private final Path folder;
    private final Map<String, Checkpoint> byShard = new ConcurrentHashMap<>();
    private final Map<String, Instant> savedAt = new ConcurrentHashMap<>();

    /** How long each file is to which a line can be added. */
    private final Map<String, Integer> lengths = new ConcurrentHashMap<>();

    private FileCheckpoints(Path ofMapping, String folder) {
        this.ofMapping = ofMapping;
        this.folder = ofMapping.resolve(folder);
    }

    /**
     * Returns the checkpoints of a mapping and its stream, as an earlier process left them; another stream of a table of the same
     * name has its own.
     *
     * @throws UserError if one of them cannot be read
     */
    public static FileCheckpoints open(Path dataDir, EventSourceMapping mapping) {
        FileCheckpoints checkpoints = new FileCheckpoints(
                dataDir.resolve("checkpoints").resolve(FileNames.encode(mapping.logicalId())),
                folderName(mapping.streamArn()));
        checkpoints.load();
        return checkpoints;
    }

    private static String folderName(String streamArn) {
        return streamArn.substring(streamArn.indexOf('/') + 1).replaceAll("^\\.|[^A-Za-z0-9_.-]", "_");
    }

    private void load() {
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            if (!name.endsWith(SUFFIX)) {
                throw new UserError(file + " is not a checkpoint; move it to another folder");
            }
            String shardId = FileNames.decode(name.substring(0, name.length() - SUFFIX.length()));
            try {
                byShard.put(shardId, last(shardId, new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
                savedAt.put(shardId, Files.getLastModifiedTime(file).toInstant());
            } catch (JsonProcessingException e) {
                throw notACheckpoint(file, JsonErrors.inOneLine(e), e);
            } catch (IOException e) {
                throw notACheckpoint(file, String.valueOf(e.getMessage()), e);
            }
        }
    }

    /**
     * Returns the checkpoint of the last whole line. The process may have been killed while it wrote one more; of a machine that lost
     * its power the last lines may be on the disk in part, and then one before them holds.
     */
    private static Checkpoint last(String shardId, String content) throws IOException {
        List<String> lines = content.lines().toList();
        int whole = lines.size() > 1 && !content.endsWith("\n") ? lines.size() - 1 : lines.size();
        for (int i = whole - 1; i > 0; i--) {
            try {
                return CheckpointJson.decode(shardId, lines.get(i));
            } catch (JsonProcessingException e) {
                continue;
            }
        }
        return CheckpointJson.decode(shardId, whole == 0 ? "" : lines.get(0));
    }

    private static List<Path> files(Path folder) {
        try {
            PrivateFiles.createFolders(folder);
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> !file.getFileName().toString().startsWith("."))
                        .toList();
            }
        } catch (IOException e) {
            throw cannotBeRead(folder, e);
        }
    }

    private static UserError cannotBeRead(Path folder, IOException e) {
        return new UserError("the checkpoints in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }

    private static UserError notACheckpoint(Path file, String reason, IOException cause) {
        return new UserError(
                "%s is not a checkpoint: %s; delete it, and its shard is read from the beginning"
                        .formatted(file, reason),
                cause);
    }

    @Override
    public Set<String> shardIds() {
        return Set.copyOf(byShard.keySet());
    }

    @Override
    public boolean outlastProcess() {
        return true;
    }

    /** The folder's name begins with the table's, and ends with the time at which the stream was switched on. */
    @Override
    public boolean areOfOtherStreamsToo() {
        String name = folder.getFileName().toString();
        String table = name.substring(0, name.lastIndexOf(STREAM) + STREAM.length());
        try (Stream<Path> streams = Files.list(ofMapping)) {
            return streams.anyMatch(stream -> !stream.equals(folder)
                    && stream.getFileName().toString().startsWith(table)
                    && !files(stream).isEmpty());
        } catch (IOException e) {
            throw cannotBeRead(ofMapping, e);
        }
    }

    @Override
    public Optional<Instant> savedAt(String shardId) {
        return Optional.ofNullable(savedAt.get(shardId));
    }

    @Override
    public Optional<Checkpoint> of(String shardId) {
        return Optional.ofNullable(byShard.get(shardId));
    }

    /** Two threads must not save checkpoints of one shard at the same time. */
    @Override
    public void save(String shardId, Checkpoint checkpoint) throws IOException {
        byte[] line = (CheckpointJson.encode(shardId, checkpoint) + '\n').getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve(FileNames.encode(shardId) + SUFFIX);
        // No length again until it is written: what a failure left is not added to.
        Integer length = lengths.remove(shardId);
        if (length == null || length + line.length > LIMIT_BYTES) {
            WholeFile.write(file, line);
            length = 0;
        } else {
            Files.write(file, line, StandardOpenOption.APPEND);
        }
        lengths.put(shardId, length + line.length);
        byShard.put(shardId, checkpoint);
    }
}
