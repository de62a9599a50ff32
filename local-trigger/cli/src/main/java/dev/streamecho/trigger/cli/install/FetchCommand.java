package dev.streamecho.trigger.cli.install;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.screen.Progress;
import dev.streamecho.trigger.cli.screen.ProgressBar;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.cli.screen.Terminal;
import dev.streamecho.trigger.function.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Fetches DynamoDB Local, as the launcher does before the first start, for a trigger that was distributed without it.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.DownloadingAndRunning.html">
 *     Deploying DynamoDB locally</a>
 */
@Command(
        name = "fetch",
        description = "Fetches DynamoDB Local from Maven Central, if it is not here; the first run does so by itself.")
public final class FetchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path libraries = Program.running().libraries();
        PinnedJar jar = PinnedJar.read(libraries.resolve("launcher").resolve("dynamodb-local"));
        Path kept = UserCache.folder().resolve("dynamodb-local").resolve(jar.name());
        if (Files.exists(libraries.resolve(jar.name())) || Files.exists(kept)) {
            return CommandLine.ExitCode.OK;
        }
        Screen screen = Screen.ofErrors(spec);
        ProgressBar bar = ProgressBar.of(spec);
        Repository repository = Repository.of(System.getenv());
        screen.line("Fetching DynamoDB Local %s, once, from %s ...".formatted(jar.version(), repository.shown()));
        screen.line(
                "It is AWS's software under the Amazon DynamoDB Local License Agreement, LICENSE.txt in it, which you accept by"
                        + " using it: among others, it may be used only by those who have an AWS account in good standing;"
                        + " run --endpoint-url URL uses another DynamoDB");
        try (Download download =
                Download.to(kept, () -> screen.line("interrupted; nothing of DynamoDB Local was kept"))) {
            download.take(repository, jar, Terminal.ERR.isSeen() ? bar : Progress.NONE);
            bar.erase();
        } catch (IOException e) {
            bar.erase();
            throw new UserError(
                    "DynamoDB Local cannot be fetched from %s: %s; HTTPS_PROXY names a proxy, TRIGGER_MAVEN_MIRROR another repository"
                            .formatted(repository.shown(), reason(e)),
                    e);
        }
        return CommandLine.ExitCode.OK;
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null
                ? name
                : e instanceof Download.Refused ? e.getMessage() : name + ": " + e.getMessage();
    }
}
