package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps in a folder what the queues, topics and buckets of a template get, one file a message, whose content is the
 * message. This class is thread-safe.
 *
 * <p>The files of a queue or topic have names that sort in the order in which they were written; an object of a bucket
 * has its key as its path. A file is there whole or not at all, on the disk
 * when the call returns.
 */
public final class FileDestination implements OnFailureDestination {
    /** Without colons, which some file systems do not have. */
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH.mm.ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private Instant last = Instant.MIN;

    /** Makes a destination that makes the folder once there is something to keep. */
    public FileDestination(Path folder) {
        this.folder = folder;
    }

    /** {@inheritDoc} It is the path of a folder. */
    @Override
    public Optional<String> placeOf(EventSourceMapping mapping) {
        return mapping.onFailureDestination()
                .flatMap(DestinationArn::parse)
                .map(destination -> folder.resolve(destination.name()).toString());
    }

    /** {@inheritDoc} A mapping without a destination leaves no file. */
    @Override
    public void send(DiscardedBatch batch) throws IOException {
        Optional<DestinationArn> destination =
                batch.mapping().onFailureDestination().flatMap(DestinationArn::parse);
        if (destination.isEmpty()) {
            return;
        }
        Path place = folder.resolve(destination.get().name());
        UUID random = UUID.randomUUID();
        if (destination.get().isBucket()) {
            WholeFile.write(
                    place.resolve(OnFailureMessage.objectKey(batch, random)), OnFailureMessage.jsonWithPayload(batch));
        } else {
            WholeFile.write(
                    place.resolve(NAME.format(after(batch.at())) + "-" + random + ".json"),
                    OnFailureMessage.json(batch));
        }
    }

    /** Returns the time, or just after that of the message before if it is not later. */
    private synchronized Instant after(Instant time) {
        last = time.isAfter(last) ? time : last.plusNanos(1);
        return last;
    }
}
