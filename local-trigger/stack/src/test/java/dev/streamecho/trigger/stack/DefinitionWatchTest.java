package dev.streamecho.trigger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

            Files.writeString(folder.resolve("notes.txt"), "no definition");
            Files.writeString(folder.resolve("invocations.json"), "{}");
            Files.createDirectory(folder.resolve("src"));
            Files.writeString(folder.resolve("src/package.json"), "{}");
            Files.writeString(folder.resolve("samconfig.toml"), "version = 0.1");
            await().until(() -> changes.get() == 3);
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void ofADefinitionThatIsAFolderTheFoldersInItBelongToIt() throws IOException {
        Path module = Files.createDirectories(folder.resolve("modules/table"));
        Files.createDirectory(folder.resolve(".terraform"));
        try (DefinitionWatch watch = started(true)) {
            Files.writeString(folder.resolve(".terraform/modules.json"), "{}");
            Files.writeString(module.resolve("main.tf"), "a");
            await().until(() -> changes.get() == 1);
            assertThat(watch).isNotNull();
        }
    }

    private DefinitionWatch started(boolean isDeep) {
        DefinitionWatch watch = new DefinitionWatch(
                List.of(folder), isDeep, Set.of(folder.resolve("invocations.json")), changes::incrementAndGet);
        watch.start();
        return watch;
    }
}
