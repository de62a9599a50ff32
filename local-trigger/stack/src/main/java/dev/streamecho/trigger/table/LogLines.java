package dev.streamecho.trigger.table;

import dev.streamecho.trigger.http.FewLines;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.logging.log4j.message.MessageFactory;
import org.apache.logging.log4j.simple.SimpleLoggerContext;
import org.apache.logging.log4j.spi.ExtendedLogger;
import org.apache.logging.log4j.spi.LoggerContext;
import org.apache.logging.log4j.spi.LoggerContextFactory;

/**
 * The log of DynamoDB Local as lines of ours: its errors, each in one line and once, without the stack of the database.
 * Log4j finds it by {@code log4j2.component.properties}. This class is thread-safe.
 */
public final class LogLines implements LoggerContextFactory {
    private static volatile Consumer<String> notice = line -> {};

    private final LoggerContext context = new OneLineContext();

    /** Passes the lines from now on to whoever shows them: log4j has one log for the whole process. */
    static void to(Consumer<String> listener) {
        notice = new FewLines(listener);
    }

    @Override
    public LoggerContext getContext(String fqcn, ClassLoader loader, Object external, boolean current) {
        return context;
    }

    @Override
    public LoggerContext getContext(
            String fqcn, ClassLoader loader, Object external, boolean current, URI configuration, String name) {
        return context;
    }

    @Override
    public void removeContext(LoggerContext context) {
        // It is the only one.
    }

    /** Its own loggers print with the stack. */
    private static final class OneLineContext extends SimpleLoggerContext {

        @Override
        public ExtendedLogger getLogger(String name) {
            return new ErrorLogger(name, LogLines::error);
        }

        @Override
        public ExtendedLogger getLogger(String name, MessageFactory messages) {
            return new ErrorLogger(name, LogLines::error);
        }
    }

    private static void error(String message, Throwable thrown) {
        notice.accept(FewLines.shown(line(message, thrown)));
    }

    private static String line(String message, Throwable thrown) {
        if (thrown instanceof IOException || thrown instanceof TimeoutException) {
            return "DynamoDB: a client broke off its request";
        }
        return thrown == null
                ? "DynamoDB Local: " + message
                : "DynamoDB Local failed at a request, and answered InternalFailure: "
                        + (thrown.getMessage() == null ? thrown : thrown.getMessage());
    }
}
