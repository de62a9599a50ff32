package dev.streamecho.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Waits for an hour, which is over at once if the change is reported. */
@Timeout(60)
class FileChangesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    @Test
    void aFileThatIsWrittenOrDeletedIsReported() throws Exception {
        try (FileChanges changes = reported(folder)) {
            changes.watch(folder);

            Path file = Files.writeString(folder.resolve("Handler.java"), "a");
            changes.await(HOUR, Duration.ZERO);
            Files.delete(file);
            changes.await(HOUR, Duration.ZERO);
        }
    }

    @Test
    void ofAFileItsFolderIsWatched() throws Exception {
        Path file = Files.writeString(folder.resolve("template.yaml"), "a");
        try (FileChanges changes = reported(file)) {
            changes.watch(file);

            Files.writeString(file, "b");
            changes.await(HOUR, Duration.ZERO);
        }
    }

    @Test
    void whatDoesNotExistYetIsReportedOnceItDoes() throws Exception {
        Path project = folder.resolve("not/there/yet");
        try (FileChanges changes = reported(project)) {
            changes.watch(project);

            Files.createDirectories(project);
            changes.await(HOUR, Duration.ZERO);
        }
    }

    @Test
    void aFolderThatWasReplacedIsWatchedAgain() throws Exception {
        Path project = Files.createDirectory(folder.resolve("project"));
        try (FileChanges changes = reported(project)) {
            changes.watch(project);
            Files.move(project, folder.resolve("old"));
            Files.createDirectory(project);
            changes.watch(project);

            Files.writeString(project.resolve("Handler.java"), "a");
            changes.await(HOUR, Duration.ZERO);
        }
    }

    @Test
    void withoutAnyChangeTheWaitIsOver() throws Exception {
        try (FileChanges changes = reported(folder)) {
            changes.watch(folder);

            changes.await(Duration.ofMillis(1), HOUR);
        }
    }

    @Test
    void whereNothingIsReportedItOnlyWaits() throws InterruptedException {
        try (FileChanges changes = FileChanges.unwatched()) {
            changes.watch(folder);
            changes.await(HOUR, Duration.ofMillis(1));

            assertThat(changes.areReported()).isFalse();
        }
    }

    private static FileChanges reported(Path root) {
        FileChanges changes = FileChanges.below(List.of(root));
        assumeTrue(changes.areReported(), "this system does not report changes below " + root);
        return changes;
    }
}
