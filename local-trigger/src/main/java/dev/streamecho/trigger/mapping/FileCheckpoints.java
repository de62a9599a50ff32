package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.streamecho.trigger.JsonErrors;
import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Checkpoints in a folder, one small file a shard: a line of JSON for each checkpoint, of which the last one holds. It is as
 * one call of {@link #save} left it whenever this process is killed; a machine that loses its power may take the last ones
 * with it. One process at a time may use the folder.
 */
public final class FileCheckpoints implements Checkpoints {
    private static final String SUFFIX = ".jsonl";

    /** A file that grew to this is made anew; to do that each time would cost a hundred times as much. */
    private static final int LIMIT_BYTES = 64 * 1024;

    private final Path folder;
    private final Map<String, Checkpoint> byShard = new ConcurrentHashMap<>();

    /** How long each file is to which a line can be added. */
    private final Map<String, Integer> lengths = new ConcurrentHashMap<>();

    private FileCheckpoints(Path folder) {
        this.folder = folder;
    }

    /**
     * The checkpoints of a mapping and its stream, as an earlier process left them; another stream of a table of the same
     * name has its own.
     *
     * @throws UserError if one of them cannot be read
     */
    public static FileCheckpoints open(Path dataDir, EventSourceMapping mapping) {
        String arn = mapping.streamArn();
        String stream = arn.substring(arn.indexOf('/') + 1).replaceAll("[^A-Za-z0-9_.-]", "_");
        FileCheckpoints checkpoints = new FileCheckpoints(
                dataDir.resolve("checkpoints").resolve(mapping.logicalId()).resolve(stream));
        checkpoints.load();
        return checkpoints;
    }

    private void load() {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (!name.endsWith(SUFFIX)) {
                throw new UserError(file + " is not a checkpoint; move it to another folder");
            }
            String shardId = name.substring(0, name.length() - SUFFIX.length());
            try {
                byShard.put(shardId, CheckpointJson.decode(shardId, lastLine(Files.readString(file))));
            } catch (JsonProcessingException e) {
                throw notACheckpoint(file, JsonErrors.inOneLine(e), e);
            } catch (IOException e) {
                throw notACheckpoint(file, e.getMessage(), e);
            }
        }
    }

    /** The last whole line: the process may have been killed while it wrote one more. */
    private static String lastLine(String lines) {
        int end = lines.lastIndexOf('\n');
        return end < 0 ? lines : lines.substring(lines.lastIndexOf('\n', end - 1) + 1, end);
    }

    private List<Path> files() {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> !file.getFileName().toString().startsWith("."))
                        .toList();
            }
        } catch (IOException e) {
            throw new UserError("the checkpoints in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
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

    @Override
    public Optional<Checkpoint> of(String shardId) {
        return Optional.ofNullable(byShard.get(shardId));
    }

    /** Two threads must not save checkpoints of one shard at the same time. */
    @Override
    public void save(String shardId, Checkpoint checkpoint) throws IOException {
        byte[] line = (CheckpointJson.encode(shardId, checkpoint) + '\n').getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve(shardId + SUFFIX);
        // No length again until it is written: what a failure left is not added to.
        Integer length = lengths.remove(shardId);
        if (length == null || length + line.length > LIMIT_BYTES) {
            Path unfinished = folder.resolve("." + shardId + ".unfinished");
            Files.write(unfinished, line);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            length = 0;
        } else {
            Files.write(file, line, StandardOpenOption.APPEND);
        }
        lengths.put(shardId, length + line.length);
        byShard.put(shardId, checkpoint);
    }
}
