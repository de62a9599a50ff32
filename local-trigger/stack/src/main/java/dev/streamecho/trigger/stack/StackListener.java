package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.mapping.MappingListener;

/** Is told what happens in a running stack. Its methods are called by several threads. */
public interface StackListener extends MappingListener {

    /** A function has printed a line. */
    void functionLine(String function, String line);

    /** Something that the user should read and that belongs to no mapping. */
    void line(String text);
}
