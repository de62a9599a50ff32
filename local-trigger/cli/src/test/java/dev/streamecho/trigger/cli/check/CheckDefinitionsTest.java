package dev.streamecho.trigger.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.trigger.cli.Cli;
import dev.streamecho.trigger.cli.ModuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No false alarm: the definitions that run here as people publish them deploy, but for one. */
class CheckDefinitionsTest {
    /** Its role has no policy, as it was never deployed. */
    private static final String WITHOUT_POLICY = "cfn-java-zip";

    /** A plan is a file that one names, and not the folder's. */
    private static final Set<String> NAMED = Set.of("terraform-plan");

    @Test
    void noneHasAnErrorThatAwsWouldNotHave() throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(ModuleFolder.resolve("src/test/resources/definitions"))) {
            folders = all.filter(folder -> !NAMED.contains(folder.getFileName().toString()))
                    .sorted()
                    .toList();
        }
        assertThat(folders).hasSizeGreaterThan(40);
        for (Path folder : folders) {
            Cli cli = Cli.run("check", "-t", folder.toString());
            boolean isWithout = folder.endsWith(WITHOUT_POLICY);
            assertThat(cli.out().lines().filter(line -> line.contains(": error: ")))
                    .as(folder.toString())
                    .hasSize(isWithout ? 1 : 0);
            assertThat(cli.exitStatus()).as(cli.err()).isEqualTo(isWithout ? 1 : 0);
        }
    }
}
