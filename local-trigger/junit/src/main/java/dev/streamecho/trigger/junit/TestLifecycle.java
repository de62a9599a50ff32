package dev.streamecho.trigger.junit;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Opens a run for the first class or test that needs it, and closes it after the last one. This class is thread-safe. */
final class TestLifecycle {
    private final TestedTemplate template;
    private final StreamTestSettings settings;

    // Guarded by this.

    /** The unique ids of the classes and tests that have begun and not ended; JUnit ends one that could not begin too. */
    private final Set<String> users = new HashSet<>();

    private @Nullable ExtensionContext testing;
    private @Nullable TestRun run;

    TestLifecycle(TestedTemplate template, StreamTestSettings settings) {
        this.template = template;
        this.settings = settings;
    }

    /**
     * Returns the run.
     *
     * @throws IllegalStateException if no class or test has begun
     */
    synchronized TestRun run() {
        if (run == null) {
            throw new IllegalStateException("no test is running; is the field annotated with @RegisterExtension?");
        }
        return run;
    }

    void beginClass(ExtensionContext context) {
        use(context);
    }

    /**
     * Begins a test, with empty tables.
     *
     * @throws ExtensionConfigurationException if another test has the run
     */
    void beginTest(ExtensionContext context) {
        synchronized (this) {
            if (testing != null) {
                throw new ExtensionConfigurationException(
                        "%s and %s use one StreamTest at the same time; annotate their class with @Execution(SAME_THREAD), or make the field non-static"
                                .formatted(testing.getDisplayName(), context.getDisplayName()));
            }
            testing = context;
        }
        use(context).begin();
    }

    private synchronized TestRun use(ExtensionContext context) {
        TestRun used = run == null ? open(context) : run;
        run = used;
        users.add(context.getUniqueId());
        return used;
    }

    private TestRun open(ExtensionContext context) {
        TakenPorts.take(settings.port(), context.getRequiredTestClass().getName());
        TestRun opened = null;
        try {
            opened = TestRun.open(template, settings);
            return opened;
        } finally {
            if (opened == null) {
                TakenPorts.giveBack(settings.port());
            }
        }
    }

    synchronized void end(ExtensionContext context) {
        if (testing == context) {
            testing = null;
        }
        users.remove(context.getUniqueId());
        TestRun last = run;
        if (users.isEmpty() && last != null) {
            run = null;
            try {
                last.close();
            } finally {
                TakenPorts.giveBack(settings.port());
            }
        }
    }
}
