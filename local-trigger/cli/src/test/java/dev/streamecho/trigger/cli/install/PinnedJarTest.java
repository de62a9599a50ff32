package dev.streamecho.trigger.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.cli.ModuleFolder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PinnedJarTest {

    @Test
    void itIsTheOneThatTheTriggerIsBuiltWith() throws Exception {
        Path jar = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.getFileName().toString().startsWith("DynamoDBLocal-"))
                .findFirst()
                .orElseThrow();
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));

        assertThat(PinnedJar.read(ModuleFolder.resolve("src/main/launcher/dynamodb-local")))
                .as("src/main/launcher/dynamodb-local, which sha256sum writes")
                .isEqualTo(new PinnedJar(jar.getFileName().toString(), sha256));
    }

    @Test
    void itsPathInARepositoryHasItsVersion() {
        assertThat(new PinnedJar("DynamoDBLocal-3.3.1.jar", "").pathInRepository())
                .isEqualTo("software/amazon/dynamodb/DynamoDBLocal/3.3.1/DynamoDBLocal-3.3.1.jar");
    }
}
