package dev.streamecho.bench.junit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the tests of {@link Measured} in fresh JVMs, with the JVM's own options and with the first compiler alone, in turns, and
 * prints what they took by the clock and of the processors. The first argument is the number of JVMs for each, 10 without it.
 */
final class Bench {
    private static final int JVMS = 10;
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int jvms = arguments.length == 0 ? JVMS : Integer.parseInt(arguments[0]);
        Map<String, List<double[]>> usual = new LinkedHashMap<>();
        Map<String, List<double[]>> firstCompiler = new LinkedHashMap<>();
        for (int i = 0; i < jvms; i++) {
            run(usual, List.of());
            run(firstCompiler, List.of(FIRST_COMPILER));
        }
        System.out.printf(
                "JDK %s, %s %s, %d processors; median of %d fresh JVMs%n%n",
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                jvms);
        System.out.println("| what, ms: by the clock (of the processors) | the JVM's own options | `%s` | ratio |"
                .formatted(FIRST_COMPILER));
        System.out.println("|---|---|---|---|");
        usual.forEach((what, values) -> {
            List<double[]> others = firstCompiler.get(what);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f (%.0f) | %.0f (%.0f) | %.2f (%.2f) |%n",
                    what,
                    median(values, 0),
                    median(values, 1),
                    median(others, 0),
                    median(others, 1),
                    median(others, 0) / median(values, 0),
                    median(others, 1) / median(values, 1));
        });
    }

    private static void run(Map<String, List<double[]>> figures, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Tests.class.getName()));
        Process jvm = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split("\\|");
                if (parts.length == 3) {
                    figures.computeIfAbsent(parts[0], what -> new ArrayList<>())
                            .add(new double[] {Double.parseDouble(parts[1]), Double.parseDouble(parts[2])});
                }
            }
        }
        if (jvm.waitFor() != 0) {
            throw new IllegalStateException("the tests failed");
        }
    }

    private static double median(List<double[]> values, int column) {
        List<Double> sorted = new ArrayList<>(values.stream().map(value -> value[column]).toList());
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
