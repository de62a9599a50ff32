package dev.streamecho.trigger.function.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWatchTest {
    @TempDir
    private Path project;

    private SourceWatch watch;

    @BeforeEach
    void setUp() throws IOException {
        write("src/main/java/Handler.java", "a");
        write(".gitignore", "*.txt\n");
        OwnFiles ownFiles = OwnFiles.ofThisProcess(Set.of(project.resolve("invocations")));
        SourceTree tree = SourceTree.ofProject(project, ownFiles);
        watch = new SourceWatch(tree, WatchedFiles.ofProject(project), tree.state());
    }

    @Test
    void aSourceHasChangedOnceItLooksTheSameAgain() throws IOException {
        write("src/main/java/Handler.java", "ab");
        assertThat(watch.hasChanged(new Look(place -> {}))).isFalse();
        write("src/main/java/Handler.java", "abc");
        assertThat(watch.hasChanged(new Look(place -> {}))).isFalse();
        assertThat(watch.hasChanged(new Look(place -> {}))).isTrue();
        watch.take();
        assertThat(watch.hasChanged(new Look(place -> {}))).isFalse();
    }

    @Test
    void aFileThatAlwaysGrowsHoldsNothingUp() throws IOException {
        write("ignored.txt", "a");
        write("invocations", "a");
        write("src/main/java/Handler.java", "ab");
        assertThat(watch.hasChanged(new Look(place -> {}))).isFalse();
        write("ignored.txt", "ab");
        write("invocations", "ab");
        assertThat(watch.hasChanged(new Look(place -> {}))).isTrue();
    }

    @Test
    void filesThatAreNotSourcesChangeNothing() throws IOException {
        write("ignored.txt", "a");
        write("README.md", "a");
        write("invocations", "a");
        write("src/main/java/.Handler.java.swp", "a");
        watch.hasChanged(new Look(place -> {}));

        assertThat(watch.hasChanged(new Look(place -> {}))).isFalse();
    }

    @Test
    void aDeletedSourceHasChanged() throws IOException {
        Files.delete(project.resolve("src/main/java/Handler.java"));
        watch.hasChanged(new Look(place -> {}));

        assertThat(watch.hasChanged(new Look(place -> {}))).isTrue();
    }

    private void write(String name, String content) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
