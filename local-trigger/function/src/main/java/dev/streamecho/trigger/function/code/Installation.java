package dev.streamecho.trigger.function.code;

import java.io.IOException;
import java.nio.file.Path;

/** What code needs of others, and does not have beside it: it is installed once for the same requirements. */
interface Installation extends BuildTool {

    /** Returns a version of what is required, which differs if something else may be installed for it. */
    String version() throws IOException;

    /** Returns whether it goes to where the code runs, and is not only built with. */
    boolean isRunWith();

    /** Gives code what was installed in a folder. */
    void link(Path installed, Path taskRoot) throws IOException;

    @Override
    default String task() {
        return "install what it needs";
    }
}
