package dev.streamecho.trigger.function.code;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tools of other languages, which a machine that builds this project may lack. */
final class Tools {
    private Tools() {}

    /** Leaves the test out if the tool does not run here; it is asked for its version. */
    static void require(Path folder, String... question) throws IOException, InterruptedException {
        try {
            BuildProcess.Result answer =
                    BuildProcess.run(folder, Map.of(), List.of(question), folder.resolve("version.log"));
            if (!answer.isSuccess()) {
                abort("left out: %s does not run on this machine: %s".formatted(question[0], answer.lines()));
            }
        } catch (BuildProcess.NotStartedException e) {
            abort("left out: there is no %s on this machine".formatted(question[0]));
        }
    }
}
