package dev.streamecho.trigger.cli.bench;

import dev.streamecho.trigger.Shown;

/**
 * What the functions were measured on.
 *
 * @param java the version of this JDK, in which they run too
 * @param os the system with its version and architecture
 */
record Machine(String java, String os, int processors) {

    static Machine here() {
        return new Machine(
                System.getProperty("java.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
    }

    @Override
    public String toString() {
        return "JDK " + java + ", " + os + ", " + Shown.count(processors, "processor");
    }
}
