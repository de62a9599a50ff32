package dev.streamecho.trigger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamecho.trigger.FileChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionWatchTest {
    @TempDir
    private Path folder;

    private final AtomicInteger changes = new AtomicInteger();

    @Test
    void aTemplateThatIsWrittenOrReplacedIsTold() throws IOException {
        Path template = folder.resolve("template.yaml");
        Files.writeString(template, "a");
        try (DefinitionWatch watch = started(false)) {
            Files.writeString(template, "ab");
            await().until(() -> changes.get() == 1);

            Path other = folder.resolve("template.yaml.new");
            Files.writeString(other, "abc");
            Files.move(other, template, StandardCopyOption.REPLACE_EXISTING);
            await().until(() -> changes.get() == 2);

            Files.writeString(folder.resolve("samconfig.toml"), "version = 0.1");
            await().until(() -> changes.get() == 3);
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void otherFilesAreNotLookedAt() throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), "a");
        Path variables = Files.writeString(folder.resolve(".env"), "{}");
        Files.writeString(folder.resolve("notes.txt"), "of somebody");
        Files.writeString(folder.resolve("invocations.json"), "{}");
        Files.createDirectory(folder.resolve("src"));
        Files.writeString(folder.resolve("src/package.json"), "{}");

        assertThat(watch(false).look(FileChanges.unwatched())).containsOnlyKeys(template, variables);
    }

    @Test
    void ofADefinitionThatIsAFolderTheFoldersInItBelongToIt() throws IOException {
        Path module = Files.createDirectories(folder.resolve("modules/table"));
        Files.createDirectory(folder.resolve(".terraform"));
        try (DefinitionWatch watch = started(true)) {
            Files.writeString(folder.resolve(".terraform/modules.json"), "{}");
            Path file = Files.writeString(module.resolve("main.tf"), "a");
            await().until(() -> changes.get() == 1);
            assertThat(watch.look(FileChanges.unwatched())).containsOnlyKeys(file);
        }
    }

    private DefinitionWatch started(boolean isDeep) {
        DefinitionWatch watch = watch(isDeep);
        watch.start();
        return watch;
    }

    private DefinitionWatch watch(boolean isDeep) {
        return new DefinitionWatch(
                List.of(folder),
                isDeep,
                Set.of(folder.resolve(".env")),
                Set.of(folder.resolve("invocations.json")),
                changes::incrementAndGet);
    }
}
