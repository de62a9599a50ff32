package dev.streamecho.trigger.function.code;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** What shows that a file has changed. */
record FileState(long size, FileTime modified) {

    static FileState of(BasicFileAttributes attributes) {
        return new FileState(attributes.size(), attributes.lastModifiedTime());
    }
}
