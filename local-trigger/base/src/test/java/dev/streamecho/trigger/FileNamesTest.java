package dev.streamecho.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

    @Test
    void usualNamesStayAsTheyAre() {
        assertThat(FileNames.encode("shardId-00000001768471200000-a1b2"))
                .isEqualTo("shardId-00000001768471200000-a1b2");
        assertThat(FileNames.encode("Orders_2026.v1")).isEqualTo("Orders_2026.v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../x", "/etc/passwd", ".", "..", ".hidden", "a\\b", "C:x", "a\0b", "%2e%2e", "Käse", "50%"})
    void noNameIsAPathAndEachIsFoundAgain(String name) {
        String encoded = FileNames.encode(name);

        assertThat(encoded).matches("[A-Za-z0-9_%-][A-Za-z0-9_.%-]*");
        assertThat(Path.of("folder").resolve(encoded).normalize()).hasParentRaw(Path.of("folder"));
        assertThat(FileNames.decode(encoded)).isEqualTo(name);
    }
}
