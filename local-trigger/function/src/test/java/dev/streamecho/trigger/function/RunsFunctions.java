package dev.streamecho.trigger.function;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of functions in processes of their own, which are ended after it. */
abstract class RunsFunctions {
    @TempDir
    Path folder;

    TestFunctions functions;

    @BeforeEach
    void setUp() {
        functions = new TestFunctions(folder);
    }

    @AfterEach
    void tearDown() {
        functions.close();
    }
}
