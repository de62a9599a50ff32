package dev.streamecho.trigger.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.Patience;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRootsTest {
    @TempDir
    private Path folder;

    private final List<String> notices = new ArrayList<>();
    private Path code;

    @BeforeEach
    void setUp() throws IOException {
        code = Files.createDirectory(folder.resolve("code"));
        Files.writeString(code.resolve("Handler.class"), "x");
    }

    @Test
    void eachProcessHasACopyOfItsOwnAndTheEndLeavesNone() throws IOException {
        try (TaskRoots taskRoots = taskRoots()) {
            Path first = taskRoots.copy(function()).path();
            Path second = taskRoots.copy(function()).path();

            assertThat(first).isNotEqualTo(second);
            assertThat(first.resolve("Handler.class")).exists();
            assertThat(second.resolve("Handler.class")).exists();
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/lambda-task-*");
    }

    @Test
    void whatAKilledTriggerHasLeftIsDeletedByALaterOne() throws IOException {
        Path abandoned = left("lambda-task-1", Instant.now().minus(1, ChronoUnit.HOURS));
        Path opening = left("lambda-task-2", Instant.now());
        Path foreign = Files.createDirectory(folder.resolve("lambda-task-3"));
        try (TaskRoots running = taskRoots()) {
            Path inUse = running.copy(function()).path();
            Files.setLastModifiedTime(
                    inUse.resolveSibling("lock"), FileTime.from(Instant.now().minus(1, ChronoUnit.HOURS)));
            try (TaskRoots later = taskRoots()) {
                later.copy(function());
            }

            assertThat(abandoned).doesNotExist();
            assertThat(opening).exists();
            assertThat(foreign).exists();
            assertThat(inUse.resolve("Handler.class")).exists();
        }
    }

    @Test
    void severalFunctionsThatStartAtATimeDeleteItTogether() throws IOException {
        for (int i = 0; i < 100; i++) {
            left("lambda-task-left-" + i, Instant.now().minus(1, ChronoUnit.HOURS));
        }
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(8);
        for (int i = 0; i < 8; i++) {
            starts.add(CompletableFuture.runAsync(
                    () -> {
                        try (TaskRoots taskRoots = taskRoots()) {
                            together.await();
                            taskRoots.copy(function());
                        } catch (Exception e) {
                            throw new CompletionException(e);
                        }
                    },
                    task -> new Thread(task).start()));
        }

        assertThat(starts).allSatisfy(start -> assertThat(start).succeedsWithin(Patience.LIMIT));
        assertThat(folder).isDirectoryNotContaining("glob:**/lambda-task-*");
    }

    @Test
    void whatAnotherTriggerHasIsDeletedOnceThatIsKilled() throws Exception {
        Process other = otherTrigger();
        try (TaskRoots later = taskRoots();
                TaskRoots last = taskRoots()) {
            Path inUse = Path.of(other.inputReader().readLine());
            Files.setLastModifiedTime(
                    inUse.resolveSibling("lock"), FileTime.from(Instant.now().minus(1, ChronoUnit.HOURS)));

            later.copy(function());
            assertThat(inUse.resolve("Handler.class")).exists();

            other.destroyForcibly().waitFor();
            last.copy(function());
            assertThat(inUse).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void severalTriggersThatStartAtATimeDeleteItTogether() throws Exception {
        for (int i = 0; i < 1000; i++) {
            left("lambda-task-left-" + i, Instant.now().minus(1, ChronoUnit.HOURS));
        }
        List<Process> others = List.of(otherTrigger(), otherTrigger(), otherTrigger());
        try {
            for (Process other : others) {
                assertThat(other.inputReader().readLine()).isNotNull();
            }
            assertThat(folder).isDirectoryNotContaining("glob:**/lambda-task-left-*");
        } finally {
            others.forEach(Process::destroyForcibly);
        }
    }

    private Process otherTrigger() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        OtherTrigger.class.getName(),
                        folder.toString())
                .redirectError(Redirect.INHERIT)
                .start();
    }

    /** Prints where its copy is, and keeps it until it is killed. */
    static final class OtherTrigger {
        private OtherTrigger() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            FunctionConfiguration function = new TestFunctions(folder).configuration(folder.resolve("code"));
            TaskRoots taskRoots = new TaskRoots(folder, (logicalId, requestId, line) -> {});
            System.out.println(taskRoots.copy(function).path());
            System.in.read();
        }
    }

    @Test
    void whatProcessesWriteIsReportedOnce() throws IOException {
        try (TaskRoots taskRoots = taskRoots()) {
            for (int i = 0; i < 2; i++) {
                TaskRoot taskRoot = taskRoots.copy(function());
                taskRoots.look(function(), taskRoot);
                for (String name : List.of("a", "b", "c", "d")) {
                    Files.setPosixFilePermissions(taskRoot.path(), PosixFilePermissions.fromString("rwx------"));
                    Files.createFile(taskRoot.path().resolve(name));
                }
                taskRoots.remove(function(), taskRoot);
            }
        }

        assertThat(notices)
                .containsExactly("EchoFunction: it has written to the folder of its code (a, b, c and 1 more), which is"
                        + " read-only on AWS, and what it wrote is lost with its process: write to /tmp");
    }

    private TaskRoots taskRoots() {
        return new TaskRoots(folder, (logicalId, requestId, line) -> notices.add(line));
    }

    private FunctionConfiguration function() {
        return new TestFunctions(folder).configuration(code);
    }

    private Path left(String name, Instant locked) throws IOException {
        Path left = Files.createDirectories(folder.resolve(name));
        Files.createDirectory(left.resolve("1"));
        Files.setLastModifiedTime(Files.createFile(left.resolve("lock")), FileTime.from(locked));
        return left;
    }
}
