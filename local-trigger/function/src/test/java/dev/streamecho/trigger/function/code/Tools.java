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
        if (!answers(folder, question)) {
            abort("left out: this machine has no " + String.join(" ", question));
        }
    }

    /** Leaves the test out if the tool runs here. */
    static void requireNo(Path folder, String... question) throws IOException, InterruptedException {
        if (answers(folder, question)) {
            abort("left out: this machine has " + String.join(" ", question));
        }
    }

    private static boolean answers(Path folder, String... question) throws IOException, InterruptedException {
        try {
            return BuildProcess.run(folder, Map.of(), List.of(question), folder.resolve("version.log"))
                    .isSuccess();
        } catch (BuildProcess.NotStartedException e) {
            return false;
        }
    }
}
