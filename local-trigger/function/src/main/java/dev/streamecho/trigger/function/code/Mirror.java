package dev.streamecho.trigger.function.code;

import dev.streamecho.trigger.FileNames;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Where copies of folders go that refer to each other by relative paths: to the same places, seen from each other.
 *
 * @param root of the copies
 * @param top the folder above all that is copied, whose copy is the root
 */
record Mirror(Path root, Path top) {

    /** Returns one for these absolute paths. */
    static Mirror of(Path root, Collection<Path> originals) {
        Path top = originals.iterator().next();
        for (Path original : originals) {
            while (!original.startsWith(top)) {
                top = FileNames.folderOf(top);
            }
        }
        return new Mirror(root, top);
    }

    Path place(Path original) {
        return root.resolve(top.relativize(original).toString());
    }
}
