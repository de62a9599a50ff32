package dev.streamecho.trigger.junit;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads the trigger and its libraries, and shares nothing with the test but the JDK and what passes between the two: a test has its own
 * Jackson, SDK and Jetty.
 */
final class IsolatedLoader extends URLClassLoader {
    private static final String SHARED = "dev.streamecho.trigger.junit.";
    private static final String INSIDE = SHARED + "inside.";

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader test;

    IsolatedLoader(URL[] urls, ClassLoader test) {
        super("stream-echo", urls, ClassLoader.getPlatformClassLoader());
        this.test = test;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.startsWith(SHARED) && !name.startsWith(INSIDE)
                ? test.loadClass(name)
                : super.loadClass(name, resolve);
    }
}
