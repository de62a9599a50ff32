package dev.streamecho.trigger.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.streamecho.trigger.JsonErrors;
import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Checkpoints in a folder, one small file a shard. Whenever this process is killed, each file is as one call of
 * {@link #save} left it; a machine that loses its power may take the last ones with it. One process at a time may use the
 * folder.
 */
public final class FileCheckpoints implements Checkpoints {
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final Map<String, Checkpoint> byShard = new ConcurrentHashMap<>();

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
                byShard.put(shardId, CheckpointJson.decode(shardId, Files.readAllBytes(file)));
            } catch (JsonProcessingException e) {
                throw notACheckpoint(file, JsonErrors.inOneLine(e), e);
            } catch (IOException e) {
                throw notACheckpoint(file, e.getMessage(), e);
            }
        }
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
        Path unfinished = folder.resolve("." + shardId + ".unfinished");
        Files.write(unfinished, CheckpointJson.encode(shardId, checkpoint));
        Files.move(unfinished, folder.resolve(shardId + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        byShard.put(shardId, checkpoint);
    }
}
