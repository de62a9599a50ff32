package dev.streamecho.trigger.function.bootstrap;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The main class of the function's process: AWS's runtime interface client, which ends with the trigger, and with it all
 * that the function has started.
 *
 * <p>With the client's native part (on Linux) AWS's own main class runs; elsewhere {@link PlainRuntime} runs the same loop in
 * plain Java.
 */
public final class Bootstrap {
    /** The client's own property: where its native part is, which it would unpack to {@code /tmp} otherwise. */
    public static final String NATIVE_PART =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    /** Our property: the folder from which the client shall take the code, if it is not the one that the JVM starts in. */
    public static final String CODE_FOLDER = "dev.streamecho.trigger.codeFolder";

    /** Our property: the file that is deleted once the shutdown hooks have run. */
    public static final String UNTIL_HOOKS_HAVE_RUN = "dev.streamecho.trigger.untilHooksHaveRun";

    private Bootstrap() {}

    /** Runs the handler that is the first argument. */
    public static void main(String[] arguments) throws Throwable {
        // The JVM deletes such files after the hooks, and of several this one last.
        Optional.ofNullable(System.clearProperty(UNTIL_HOOKS_HAVE_RUN))
                .ifPresent(file -> new File(file).deleteOnExit());
        endWithTrigger();
        leaveInterruptToTrigger();
        // The client takes the code from there; the files of the function are looked up where the JVM was started.
        Optional.ofNullable(System.clearProperty(CODE_FOLDER))
                .ifPresent(folder -> System.setProperty("user.dir", folder));
        if (System.getProperty(NATIVE_PART) == null) {
            PlainRuntime.run(arguments[0]);
        } else {
            AWSLambda.main(arguments);
        }
    }

    /** The trigger holds the other end of standard input, so that the stream ends with it, even after SIGKILL. */
    private static void endWithTrigger() {
        InputStream trigger = new FileInputStream(FileDescriptor.in);
        System.setIn(InputStream.nullInputStream());
        Thread thread = new Thread(() -> waitForEndOf(trigger), "end-with-trigger");
        thread.setDaemon(true);
        thread.start();
    }

    private static void waitForEndOf(InputStream trigger) {
        try {
            trigger.transferTo(System.err);
        } catch (IOException e) {
            // The same as its end.
        }
        Descendants.end(ProcessHandle.current(), System.getenv(Descendants.MARK));
        Runtime.getRuntime().halt(1);
    }

    /** Ctrl-C reaches every process of the terminal; only the trigger knows when this one has finished its work. */
    private static void leaveInterruptToTrigger() throws ReflectiveOperationException {
        // By reflection, because javac warns of sun.misc.Signal and that warning cannot be suppressed.
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object interrupt = signal.getConstructor(String.class).newInstance("INT");
        Object ignore = handler.getField("SIG_IGN").get(null);
        signal.getMethod("handle", signal, handler).invoke(null, interrupt, ignore);
    }
}
