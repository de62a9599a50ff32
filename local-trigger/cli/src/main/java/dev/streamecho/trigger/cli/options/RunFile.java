package dev.streamecho.trigger.cli.options;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.PrivateFiles;
import dev.streamecho.trigger.stack.StackRun;
import dev.streamecho.trigger.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
public record RunFile(
        long pid,
        String template,
        Map<String, String> parameterOverrides,
        Map<String, String> deployedParameters,
        String envVars,
        String region,
        Map<String, String> endpoints,
        Map<String, String> queues) {
    public static final Path PATH = TriggerFolder.PATH.resolve("run.json");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is to be known of a stack that this process runs. */
    public static RunFile of(StackRun stack, Optional<Path> envVars) {
        Template template = stack.template();
        Map<String, String> endpoints = new LinkedHashMap<>();
        stack.endpoints().forEach((service, endpoint) -> endpoints.put(service, endpoint.toString()));
        return new RunFile(
                ProcessHandle.current().pid(),
                template.file().toString(),
                withoutSecrets(template.inputs().parameterOverrides(), template),
                withoutSecrets(template.inputs().deployedParameters(), template),
                envVars.map(Path::toString).orElse(null),
                template.region(),
                endpoints,
                stack.queueUrls());
    }

    private static Map<String, String> withoutSecrets(Map<String, String> parameters, Template template) {
        Map<String, String> shown = new LinkedHashMap<>(parameters);
        shown.keySet().removeAll(template.secretParameters());
        return shown;
    }

    /** Writes it, in place of that of an earlier trigger. */
    public void write(Path file) throws IOException {
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
    public static void deleteOwn(Path file) {
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
