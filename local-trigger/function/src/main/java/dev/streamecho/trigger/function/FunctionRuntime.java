package dev.streamecho.trigger.function;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** How the processes of one function are started, which differs between Lambda's runtimes. Implementations are thread-safe. */
interface FunctionRuntime {

    /**
     * Returns that of a runtime's identifier.
     *
     * @throws IllegalArgumentException if {@link RuntimeFamily} has none
     */
    static FunctionRuntime of(String runtime) {
        RuntimeFiles files = RuntimeFiles.ofTrigger();
        return switch (RuntimeFamily.of(runtime).orElseThrow(() -> new IllegalArgumentException(runtime))) {
            case JAVA -> new JavaRuntime(files);
            case NODEJS -> new NodeRuntime(files);
            case PYTHON -> new PythonRuntime(files);
            case PROVIDED -> new ProvidedRuntime(files);
        };
    }

    /**
     * Checks, without running code of the function, whether there is what its handler names.
     *
     * @throws CodeError if not
     */
    void check(FunctionConfiguration function);

    /**
     * Makes ready what the processes need besides the code. The first time on a machine this may take a while.
     *
     * @param notice gets what the user should know of it
     * @throws IOException if no process can be started
     */
    default void prepare(FunctionConfiguration function, OptionalInt debugPort, Consumer<String> notice)
            throws IOException, InterruptedException {
        // The machine has all of it.
    }

    /** Returns the function as far as this machine can start it. */
    default FunctionConfiguration possible(FunctionConfiguration function) {
        return function;
    }

    /** Returns whether its messages name files of the code, as those of a compiled language do not. */
    boolean namesFiles();

    /**
     * Returns how a process is started.
     *
     * @param function with the process's own copy of the code
     * @param debugPort where it waits for a debugger, if it does
     */
    Launch launch(FunctionConfiguration function, OptionalInt debugPort) throws IOException;
}
