package dev.streamecho.trigger.table;

import java.util.function.BiConsumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.spi.AbstractLogger;

/** A logger of errors only. */
final class ErrorLogger extends AbstractLogger {
    private static final long serialVersionUID = 1;

    private final transient BiConsumer<String, Throwable> errors;

    /**
     * Makes a logger.
     *
     * @param errors takes a message, and what was thrown or null
     */
    ErrorLogger(String name, BiConsumer<String, Throwable> errors) {
        super(name);
        this.errors = errors;
    }

    @Override
    public Level getLevel() {
        return Level.ERROR;
    }

    private static boolean isError(Level level) {
        return level.isMoreSpecificThan(Level.ERROR);
    }

    @Override
    public void logMessage(String fqcn, Level level, Marker marker, Message message, Throwable thrown) {
        errors.accept(message.getFormattedMessage(), thrown);
    }

    @Override
    public boolean isEnabled(Level level, Marker marker, Message message, Throwable thrown) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(Level level, Marker marker, CharSequence message, Throwable thrown) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(Level level, Marker marker, Object message, Throwable thrown) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(Level level, Marker marker, String message, Throwable thrown) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(Level level, Marker marker, String message) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(Level level, Marker marker, String message, Object... values) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(Level level, Marker marker, String message, Object p0) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(Level level, Marker marker, String message, Object p0, Object p1) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(Level level, Marker marker, String message, Object p0, Object p1, Object p2) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(Level level, Marker marker, String message, Object p0, Object p1, Object p2, Object p3) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(
            Level level, Marker marker, String message, Object p0, Object p1, Object p2, Object p3, Object p4) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(
            Level level,
            Marker marker,
            String message,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(
            Level level,
            Marker marker,
            String message,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5,
            Object p6) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(
            Level level,
            Marker marker,
            String message,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5,
            Object p6,
            Object p7) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(
            Level level,
            Marker marker,
            String message,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5,
            Object p6,
            Object p7,
            Object p8) {
        return isError(level);
    }

    @Override
    public boolean isEnabled(
            Level level,
            Marker marker,
            String message,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5,
            Object p6,
            Object p7,
            Object p8,
            Object p9) {
        return isError(level);
    }
}
