package dev.streamecho.trigger.cli.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A number that stands for many that were measured.
 *
 * @param spread between which two numbers the middle half of them is, where that says something
 */
record Figure(double value, Optional<Quartiles> spread) {

    /** A quarter of the numbers is below the lower one, a quarter above the upper one. */
    record Quartiles(double lower, double upper) {}

    /** Empty if there are no numbers. */
    static Optional<Figure> median(Stream<Double> numbers) {
        List<Double> sorted = numbers.sorted().toList();
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        percentile(50, sorted),
                        Optional.of(new Quartiles(percentile(25, sorted), percentile(75, sorted)))));
    }

    /** Below which so many in a hundred are; empty if there are no numbers. */
    static Optional<Figure> percentile(int percent, Stream<Double> numbers) {
        List<Double> sorted = numbers.sorted().toList();
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(percentile(percent, sorted), Optional.empty()));
    }

    /** The only number, if it is there. */
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
