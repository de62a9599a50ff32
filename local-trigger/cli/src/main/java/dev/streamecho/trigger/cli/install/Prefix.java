package dev.streamecho.trigger.cli.install;

import dev.streamecho.trigger.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder in which the trigger is, or can be, a command: {@code bin/trigger} is a link into {@code lib/stream-echo}, where
 * each installation has a folder of its own. So another version is there as soon as the link leads to it, and not before;
 * whoever runs from an older one keeps its files.
 *
 * @param folder such as {@code ~/.local}, as an absolute path
 */
record Prefix(Path folder) {
    private static final String UNFINISHED = ".unfinished";

    /** What changes a prefix. */
    private interface Change {
        void make() throws IOException;
    }

    Path command() {
        return folder.resolve("bin").resolve("trigger");
    }

    private Path installations() {
        return folder.resolve("lib").resolve("stream-echo");
    }

    /** Returns the files for shells that complete the command. */
    List<CompletionFile> completions() {
        return CompletionFile.under(folder.resolve("share"));
    }

    /**
     * Makes a program the command of this prefix, in place of one that is installed.
     *
     * @param version the program's, to name its folder
     * @throws UserError if something else has the command's name, or the folder cannot be written; then nothing has changed
     */
    void install(Program program, String version, CompletionScript completion) {
        changing(() -> {
            refuseOthers();
            Path installed = copied(program, version);
            for (CompletionFile file : completions()) {
                file.write(completion);
            }
            link(installed.resolve("bin").resolve("trigger"));
            deleteUnused(installed);
        });
    }

    /**
     * Removes what {@link #install} made.
     *
     * @return whether there was something
     * @throws UserError if a trigger runs from it
     */
    boolean uninstall() {
        if (!Files.exists(installations())) {
            return false;
        }
        changing(() -> {
            Users.endRehearsals(installations());
            userOf(installations()).ifPresent(process -> {
                throw new UserError("a trigger that is installed in %s runs, process %d; stop it first"
                        .formatted(folder, process.pid()));
            });
            if (leadsTo(command(), installations())) {
                Files.delete(command());
            }
            for (CompletionFile file : completions()) {
                file.delete();
            }
            Trees.delete(installations());
        });
        return true;
    }

    /** One change at a time. */
    private void changing(Change change) {
        try {
            Files.createDirectories(installations());
            FileChannel lock = FileChannel.open(
                    installations().resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                lock.lock();
                change.make();
            } finally {
                lock.close();
            }
        } catch (AccessDeniedException e) {
            throw new UserError(
                    "%s may not be written (%s); give another folder with --prefix".formatted(folder, e.getFile()), e);
        } catch (IOException e) {
            throw new UserError("%s cannot be changed: %s".formatted(folder, e), e);
        }
    }

    private void refuseOthers() throws IOException {
        if (Files.exists(command(), LinkOption.NOFOLLOW_LINKS)
                && !leadsTo(command(), installations())
                && !leadsToSources(command())) {
            throw new UserError(
                    "%s is another program; remove it, or give another folder with --prefix".formatted(command()));
        }
    }

    private static boolean leadsTo(Path link, Path folder) throws IOException {
        return Files.isSymbolicLink(link)
                && link.resolveSibling(Files.readSymbolicLink(link)).normalize().startsWith(folder);
    }

    /** A link to the launcher of the sources was the way to have the command in every folder. */
    private static boolean leadsToSources(Path link) throws IOException {
        return Files.isSymbolicLink(link)
                && Files.exists(link)
                && Files.exists(
                        link.toRealPath().resolveSibling("local-trigger").resolve("pom.xml"));
    }

    private Path copied(Program program, String version) throws IOException {
        Path unfinished = installations().resolve(UNFINISHED);
        // Of an installation that was killed.
        Trees.delete(unfinished);
        try {
            Files.createDirectory(unfinished);
            program.copyTo(unfinished);
            return Files.move(unfinished, free(version), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Trees.delete(unfinished);
        }
    }

    private Path free(String version) {
        for (int number = 1; ; number++) {
            Path folder = installations().resolve(version + "." + number);
            if (Files.notExists(folder)) {
                return folder;
            }
        }
    }

    private void link(Path program) throws IOException {
        Path bin = Files.createDirectories(command().getParent());
        Path beside = bin.resolve(".trigger" + UNFINISHED);
        Files.deleteIfExists(beside);
        Files.createSymbolicLink(beside, program);
        Files.move(beside, command(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void deleteUnused(Path used) throws IOException {
        try (Stream<Path> folders = Files.list(installations())) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                if (!folder.equals(used) && userOf(folder).isEmpty()) {
                    Trees.delete(folder);
                }
            }
        }
    }

    /** Returns a trigger that runs from a folder. */
    private static Optional<ProcessHandle> userOf(Path folder) {
        return Users.of(folder).filter(process -> !Users.isRehearsal(process)).findFirst();
    }
}
