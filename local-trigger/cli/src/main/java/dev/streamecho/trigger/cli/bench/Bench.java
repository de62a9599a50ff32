package dev.streamecho.trigger.cli.bench;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.bench.BenchResult.ColdStart;
import dev.streamecho.trigger.cli.bench.BenchResult.Warm;
import dev.streamecho.trigger.cli.screen.Progress;
import dev.streamecho.trigger.function.FunctionConfiguration;
import dev.streamecho.trigger.function.LocalFunction;
import dev.streamecho.trigger.invocation.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Measures functions in turn, so that what else the machine does is shared by all: first their cold starts, each in a
 * fresh process that is alone, then their warm invocations. Each turn has another order, because whoever comes after a
 * large function finds the processor's caches full of that.
 *
 * @param event what every invocation gets
 * @param runs the cold starts of each function; one more before them is not counted, because it finds files on the disk
 *     that the others find in memory
 * @param warm the warm invocations of each function; as many before them are not counted
 */
record Bench(List<FunctionConfiguration> functions, byte[] event, int runs, int warm, Progress progress) {

    /** The order of the functions in each turn, the same in each bench. */
    private static final class Turns {
        private final List<Integer> order = new ArrayList<>();
        private final Random random = new Random(0);

        Turns(int functions) {
            for (int f = 0; f < functions; f++) {
                order.add(f);
            }
        }

        List<Integer> next() {
            Collections.shuffle(order, random);
            return order;
        }
    }

    /**
     * Measures, and returns the results in the order of the functions.
     *
     * @throws UserError if an invocation fails
     */
    List<BenchResult> run() throws InterruptedException {
        List<List<ColdStart>> coldStarts = coldStarts();
        List<Warm> warm = warmInvocations();
        List<BenchResult> results = new ArrayList<>();
        for (int f = 0; f < functions.size(); f++) {
            results.add(new BenchResult(functions.get(f).logicalId(), coldStarts.get(f), warm.get(f)));
        }
        return results;
    }

    private List<List<ColdStart>> coldStarts() throws InterruptedException {
        List<List<ColdStart>> starts = lists();
        Turns turns = new Turns(functions.size());
        int done = 0;
        for (int run = 0; run <= runs; run++) {
            for (int f : turns.next()) {
                progress.at("cold starts", done++, (runs + 1) * functions.size());
                ColdStart start = coldStart(functions.get(f));
                if (run > 0) {
                    starts.get(f).add(start);
                }
            }
        }
        return starts;
    }

    private ColdStart coldStart(FunctionConfiguration configuration) throws InterruptedException {
        try (LocalFunction function = started(configuration)) {
            Invocation first = invoke(function);
            return new ColdStart(first.initDuration().orElseThrow(), first.duration(), function.peakMemory());
        }
    }

    private List<Warm> warmInvocations() throws InterruptedException {
        List<List<Duration>> durations = lists();
        List<LocalFunction> started = new ArrayList<>();
        try {
            functions.forEach(function -> started.add(started(function)));
            Turns turns = new Turns(functions.size());
            for (int i = 0; i < 2 * warm; i++) {
                progress.at("warm invocations", i, 2 * warm);
                for (int f : turns.next()) {
                    Duration duration = invoke(started.get(f)).duration();
                    if (i >= warm) {
                        durations.get(f).add(duration);
                    }
                }
            }
            List<Warm> results = new ArrayList<>();
            for (int f = 0; f < started.size(); f++) {
                results.add(new Warm(durations.get(f), started.get(f).peakMemory()));
            }
            return results;
        } finally {
            started.forEach(LocalFunction::close);
        }
    }

    private <T> List<List<T>> lists() {
        return functions.stream().<List<T>>map(function -> new ArrayList<>()).toList();
    }

    private static LocalFunction started(FunctionConfiguration configuration) {
        LocalFunction function = new LocalFunction(configuration, (logicalId, requestId, line) -> {});
        function.start();
        return function;
    }

    private Invocation invoke(LocalFunction function) throws InterruptedException {
        Invocation invocation = function.invoke(event);
        if (invocation.outcome() instanceof Invocation.Success) {
            return invocation;
        }
        throw new UserError("%s fails with this event: %s; %s shows its log"
                .formatted(
                        function.logicalId(),
                        invocation.outcome().describe(),
                        Launcher.command("invoke " + function.logicalId())));
    }
}
