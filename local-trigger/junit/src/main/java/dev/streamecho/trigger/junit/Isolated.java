package dev.streamecho.trigger.junit;

import dev.streamecho.trigger.junit.seam.Host;
import dev.streamecho.trigger.junit.seam.LocalStack;
import dev.streamecho.trigger.junit.seam.StackDefinition;
import dev.streamecho.trigger.junit.seam.StackOpener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The way into the other class loader and back. The libraries there look for their parts by the thread's class loader, so that each
 * call has the one of its side.
 */
final class Isolated {
    private static final String OPENER = "dev.streamecho.trigger.junit.inside.StackOpening";
    private static final String MISTAKE = "dev.streamecho.trigger.UserError";

    private Isolated() {}

    /** One for the whole JVM, because it can load SQLite's native library but once. */
    private static @Nullable ClassLoader loader;

    /** Why there is none: Maven does not find for the next test class what it has not found for the one before. */
    private static Optional<String> failure = Optional.empty();

    /**
     * Opens what a test runs.
     *
     * @throws ExtensionConfigurationException if something in the template is wrong, in one line
     */
    static LocalStack open(StackDefinition definition, Host host) {
        try {
            ClassLoader inside = loader();
            ClassLoader outside = Thread.currentThread().getContextClassLoader();
            Object opener = inside.loadClass(OPENER).getDeclaredConstructor().newInstance();
            StackOpener insideOpener = crossing(StackOpener.class, opener, inside);
            Host insideHost = crossing(Host.class, host, outside);
            return crossing(LocalStack.class, insideOpener.open(definition, insideHost), inside);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized ClassLoader loader() {
        if (failure.isPresent()) {
            throw new ExtensionConfigurationException(failure.get());
        }
        if (loader == null) {
            try {
                loader = new IsolatedLoader(IsolatedClassPath.find(), Isolated.class.getClassLoader());
            } catch (ExtensionConfigurationException e) {
                failure = Optional.ofNullable(e.getMessage());
                throw e;
            }
        }
        return loader;
    }

    private static <T> T crossing(Class<T> type, Object target, ClassLoader side) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Thread thread = Thread.currentThread();
                    ClassLoader before = thread.getContextClassLoader();
                    thread.setContextClassLoader(side);
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        Throwable thrown = e.getCause();
                        Throwable cause = thrown == null ? e : thrown;
                        throw isMistake(cause.getClass())
                                ? new ExtensionConfigurationException(cause.getMessage(), cause)
                                : cause;
                    } finally {
                        thread.setContextClassLoader(before);
                    }
                }));
    }

    private static boolean isMistake(@Nullable Class<?> type) {
        return type != null && (type.getName().equals(MISTAKE) || isMistake(type.getSuperclass()));
    }
}
