package dev.streamecho.trigger.cli.install;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The other processes that run from a folder, as their command lines show. */
final class Users {
    /** With it the launcher starts what makes an archive of classes. */
    private static final String REHEARSAL = "-Dtrigger.rehearsal=true";

    private static final int SECONDS_TO_END = 10;

    private Users() {}

    static Stream<ProcessHandle> of(Path folder) {
        String within = folder + "/";
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> commandLine(process).contains(within));
    }

    /** Returns whether a process, or one that started it, only makes an archive of classes. */
    static boolean isRehearsal(ProcessHandle process) {
        Optional<ProcessHandle> each = Optional.of(process);
        while (each.isPresent()) {
            if (commandLine(each.get()).contains(REHEARSAL)) {
                return true;
            }
            each = each.get().parent();
        }
        return false;
    }

    /** Ends what makes archives that nobody will use. */
    static void endRehearsals(Path folder) {
        List<ProcessHandle> rehearsals = of(folder).filter(Users::isRehearsal).toList();
        rehearsals.forEach(ProcessHandle::destroy);
        rehearsals.forEach(Users::awaitEnd);
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Then it fails as soon as it looks for its files.
        }
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }
}
