package dev.streamecho.trigger.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * What a running trigger tells the other commands, in a file of the current folder that is there while it runs; they
 * read it as {@link LocalTrigger}.
 *
 * @param pid its process
 * @param template the template's file, as it was given
 * @param parameterOverrides what it was given for the template's parameters
 * @param deployedParameters what a deployment would give them
 * @param envVars the file with values of environment variables; {@code null} if there is none
 * @param region the region that its functions see
 * @param endpoints by service ({@code dynamodb}, {@code sqs}, {@code api}); a service that it does not have is absent
 * @param queues the URLs of the template's queues, by logical id
 */
record RunFile(
        long pid,
        String template,
        Map<String, String> parameterOverrides,
        Map<String, String> deployedParameters,
        String envVars,
        String region,
        Map<String, String> endpoints,
        Map<String, String> queues) {
    static final Path PATH = Stack.KEPT_FOLDER.resolve("run.json");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Writes it, in place of that of an earlier trigger. */
    void write(Path file) throws IOException {
        PrivateFiles.createFolders(file.getParent());
        // It has the parameters' values, and the folder what buckets get, with items.
        PrivateFiles.restrict(file.getParent());
        Path unfinished = file.resolveSibling(".run.json." + pid);
        Files.write(unfinished, JSON.writeValueAsBytes(this));
        if (Files.getFileStore(unfinished).supportsFileAttributeView("posix")) {
            // Values of parameters are nobody else's business.
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes it, unless another trigger has written its own since. */
    static void deleteOwn(Path file) {
        try {
            long pid = JSON.readTree(file.toFile()).path("pid").asLong();
            if (pid == ProcessHandle.current().pid()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            // Nobody takes the file of a process that is gone, and the next trigger writes another.
        }
    }
}
