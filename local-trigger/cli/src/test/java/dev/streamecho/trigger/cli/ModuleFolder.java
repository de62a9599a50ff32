package dev.streamecho.trigger.cli;

import java.nio.file.Path;

/** The folder of this module. Tests run in others, so that two at a time do not take each other's trigger for their own. */
public final class ModuleFolder {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    private ModuleFolder() {}

    /** The absolute path of a file that the module has, or one that is beside it. */
    public static Path resolve(String path) {
        return FOLDER.resolve(path).normalize();
    }

    /** Where the compiled handlers of the tests are. */
    public static Path testClasses() {
        return resolve("target/test-classes");
    }
}
