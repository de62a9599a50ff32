package dev.streamecho.trigger.mapping;

/** Is told what an event source mapping does. Its methods are called by several threads and must not throw. */
public interface MappingListener {

    /** An invocation has ended. */
    void invoked(InvocationReport report);

    /** A batch was given up; the destination, if there is one, knows it already. */
    void gaveUp(BatchGivenUp batch);

    /** Something that the user should read, in one line: trouble with the stream, or its end. */
    void notice(String mapping, String line);
}
