package dev.streamecho.trigger.cli.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Looks for programs, and knows which the functions of the folder need. */
final class Programs {
    private final List<Program> usual;
    private final List<Program> unusual;

    /** The logical ids of the functions that need a program, by its command. */
    private final Map<String, List<String>> needs;

    Programs(Map<String, List<String>> needs) {
        this(Program.USUAL, Program.UNUSUAL, needs);
    }

    /**
     * With other programs.
     *
     * @param unusual those that are looked for only if they are needed
     */
    Programs(List<Program> usual, List<Program> unusual, Map<String, List<String>> needs) {
        this.usual = List.copyOf(usual);
        this.unusual = List.copyOf(unusual);
        this.needs = Map.copyOf(needs);
    }

    /** Asks all of them at a time: each takes a moment to start. */
    List<Diagnosis> diagnoses() {
        List<CompletableFuture<Diagnosis>> answers = Stream.concat(
                        usual.stream(), unusual.stream().filter(program -> needs.containsKey(program.command())))
                .map(program -> CompletableFuture.supplyAsync(() -> diagnosis(program), Programs::inThread))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static void inThread(Runnable task) {
        Thread thread = new Thread(task, "asks a program");
        thread.setDaemon(true);
        thread.start();
    }

    private Diagnosis diagnosis(Program program) {
        Optional<String> version = program.version();
        List<String> functions = needs.getOrDefault(program.command(), List.of());
        if (version.isPresent()) {
            return Diagnosis.ok(program.name(), version.get() + needed(functions));
        }
        return functions.isEmpty()
                ? Diagnosis.of(program.name(), State.ABSENT, program.purpose(), program.remedy())
                : Diagnosis.of(program.name(), State.MISSING, program.purpose() + needed(functions), program.remedy());
    }

    private static String needed(List<String> functions) {
        return functions.isEmpty() ? "" : ", needed by " + String.join(", ", functions);
    }
}
