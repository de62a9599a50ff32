package dev.streamecho.trigger.cli.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A number that stands for many that were measured.
 *
 * @param spread the two numbers between which the middle half of them is; empty where that means nothing
 */
record Figure(double value, Optional<Quartiles> spread) {

    /** A quarter of the numbers is below the lower one, a quarter above the upper one. */
    record Quartiles(double lower, double upper) {}

    /** Returns the median and its quartiles; empty if there are no numbers. */
    static Optional<Figure> median(Stream<Double> numbers) {
        List<Double> sorted = numbers.sorted().toList();
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        percentile(50, sorted),
                        Optional.of(new Quartiles(percentile(25, sorted), percentile(75, sorted)))));
    }

    /** Returns the number that this many percent are below; empty if there are no numbers. */
    static Optional<Figure> percentile(int percent, Stream<Double> numbers) {
        List<Double> sorted = numbers.sorted().toList();
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(percentile(percent, sorted), Optional.empty()));
    }

    /** Returns the only number; empty if there is none. */
    static Optional<Figure> alone(Stream<Double> number) {
        return number.findAny().map(value -> new Figure(value, Optional.empty()));
    }

    /** Interpolated between the two that are nearest. */
    private static double percentile(int percent, List<Double> sorted) {
        double rank = percent / 100.0 * (sorted.size() - 1);
        double below = sorted.get((int) Math.floor(rank));
        double above = sorted.get((int) Math.ceil(rank));
        return below + (above - below) * (rank - Math.floor(rank));
    }
}
