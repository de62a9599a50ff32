package dev.streamecho.trigger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SubcommandsTest {

    private static Set<String> readFor(String... arguments) {
        return TriggerCommand.commandLine(arguments).getSubcommands().keySet();
    }

    @Test
    void eachHasTheNameByWhichItIsFound() {
        assertThat(TriggerCommand.commandLine().getSubcommands())
                .hasSizeGreaterThan(20)
                .allSatisfy((name, command) -> assertThat(
                                new CommandLine(command.getCommand().getClass()).getCommandName())
                        .isEqualTo(name));
    }

    @Test
    void onlyTheOneThatIsAskedForIsRead() {
        assertThat(readFor("run", "-t", "put")).containsExactly("run");
        assertThat(readFor("-q", "--raw", "put")).containsExactly("put");
        assertThat(readFor("--version")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "completion", "install", "rum"})
    void allOfThemAreReadWhereTheyAreAllWanted(String first) {
        assertThat(readFor(first)).contains("run", "put", "uninstall");
    }
}
