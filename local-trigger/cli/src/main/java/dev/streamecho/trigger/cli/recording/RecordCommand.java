package dev.streamecho.trigger.cli.recording;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.DurationConverter;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.mapping.EventSourceMapping.StartingPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps the changes of a table in a file, until it is interrupted. */
@Command(
        name = "record",
        description = {
            "Records the changes of a table, for trigger replay, until Ctrl-C. It does not disturb whoever handles them.",
            "The exit status is 1 if a path of --mask has matched nothing."
        })
public final class RecordCommand implements Callable<Integer> {
    private static final int BYTES_OF_KEY = 32;

    @Parameters(
            paramLabel = "FILE",
            description = "The recording, which must not be there yet: a line for each record.")
    private Path file;

    @Mixin
    private RecordedTable table;

    @Option(
            names = "--starting-position",
            paramLabel = "POSITION",
            defaultValue = "LATEST",
            description = "LATEST, or TRIM_HORIZON for what the stream still has, up to 24 hours."
                    + " Default: ${DEFAULT-VALUE}.")
    private StartingPosition startingPosition;

    @Option(
            names = "--mask",
            paramLabel = "PATH",
            description = "Masks the values of an attribute: email, address.street, NewImage.email; may be repeated."
                    + " Equal values stay equal.")
    private List<String> masks = List.of();

    @Option(
            names = "--mask-key",
            paramLabel = "FILE",
            description = "A secret; values that are equal in two recordings with the same key stay equal."
                    + " Default: a random one, which is not kept.")
    private Path maskKey;

    @Option(names = "--max", paramLabel = "N", description = "Stops after this many records.")
    private Long max;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Stops after this time: 30s, 10m.")
    private Duration limit;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (max != null && max < 1) {
            throw new UserError("--max %d: use 1 or more".formatted(max));
        }
        Masking masking = new Masking(masks.stream().map(MaskPath::of).toList(), key());
        Screen log = output.isJson() ? Screen.ofErrors(spec) : Screen.of(spec);
        RecordedTable.Opened opened = table.open();
        try (RecordingFile recording = RecordingFile.create(file);
                RunningRecording running =
                        RunningRecording.start(opened, recording, masking, most(), startingPosition, log)) {
            log.line("Recording %s; Ctrl-C ends it"
                    .formatted(opened.remote().streams().tableName()));
            Thread end = new Thread(() -> endByInterrupt(running, recording), "end of the recording");
            Runtime.getRuntime().addShutdownHook(end);
            running.recorder().awaitEnd(Optional.ofNullable(limit));
            takeBack(end);
            return finish(running);
        }
    }

    /** Ctrl-C at the very end leaves the rest to the hook, which ends this process. */
    private static void takeBack(Thread hook) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            hook.join();
        }
    }

    private long most() {
        return max == null ? Long.MAX_VALUE : max;
    }

    private byte[] key() {
        if (maskKey == null) {
            byte[] key = new byte[BYTES_OF_KEY];
            new SecureRandom().nextBytes(key);
            return key;
        }
        try {
            byte[] key = Files.readAllBytes(maskKey);
            if (key.length == 0) {
                throw new UserError("--mask-key %s is empty: put a secret into it".formatted(maskKey));
            }
            return key;
        } catch (NoSuchFileException e) {
            throw new UserError("--mask-key: there is no file " + maskKey, e);
        } catch (IOException e) {
            throw new UserError("--mask-key %s cannot be read: %s".formatted(maskKey, e), e);
        }
    }

    /** Ctrl-C is how a recording is meant to end, so the exit status is not that of a signal. */
    private void endByInterrupt(RunningRecording running, RecordingFile recording) {
        int status = CommandLine.ExitCode.SOFTWARE;
        try {
            status = finish(running);
            recording.close();
        } catch (UserError e) {
            Screen.ofErrors(spec).styled("red,bold", e.getMessage());
            status = CommandLine.ExitCode.USAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }

    private int finish(RunningRecording running) throws InterruptedException {
        running.finish();
        StreamRecorder recorder = running.recorder();
        Optional<IOException> failure = recorder.failure();
        if (failure.isPresent()) {
            throw new UserError(
                    "%s cannot be written (%s); %s before that are in it"
                            .formatted(file, failure.get().getMessage(), Shown.count(recorder.records(), "record")),
                    failure.get());
        }
        print(recorder);
        return recorder.unmatchedMasks().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void print(StreamRecorder recorder) {
        Screen screen = Screen.of(spec);
        List<String> unmatched = recorder.unmatchedMasks();
        if (output.isJson()) {
            ObjectNode json = RecordingFormat.JSON
                    .createObjectNode()
                    .put("file", file.toString())
                    .put("records", recorder.records())
                    .put("outcomes", recorder.outcomes());
            unmatched.forEach(json.putArray("masksWithoutMatch")::add);
            screen.json(json);
            return;
        }
        screen.line("%s and %s in %s"
                .formatted(
                        Shown.count(recorder.records(), "record"), Shown.count(recorder.outcomes(), "outcome"), file));
        unmatched.forEach(path -> screen.styled(
                "red", "--mask %s has matched nothing: look whether the file has what it was to mask".formatted(path)));
    }
}
