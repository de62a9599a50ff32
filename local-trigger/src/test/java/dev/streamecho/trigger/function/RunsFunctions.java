package dev.streamecho.trigger.function;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A test of functions in processes of their own, which are ended after it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class RunsFunctions {
    @TempDir
    Path folder;

    TestFunctions functions;

    @BeforeAll
    static void waitLongOnSlowMachines() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    @BeforeEach
    void setUp() {
        functions = new TestFunctions(folder);
    }

    @AfterEach
    void tearDown() {
        functions.close();
    }
}
