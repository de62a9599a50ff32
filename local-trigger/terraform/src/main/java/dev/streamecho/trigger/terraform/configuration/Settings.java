package dev.streamecho.trigger.terraform.configuration;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The arguments and blocks of a resource, or of a block in it. Each is evaluated when it is asked for. */
public interface Settings {

    /** Returns an argument; empty if it is not there or {@code null}. */
    Optional<Setting> get(String name);

    /** Returns the blocks of a type, those too that are written as a list of objects. */
    List<Settings> blocks(String type);

    /** Returns the first block of a type. */
    default Optional<Settings> block(String type) {
        return blocks(type).stream().findFirst();
    }

    /** Returns the names of its arguments, without those of its blocks. */
    Set<String> names();

    /** Returns the line where it starts, from 1. */
    int line();
}
