package dev.streamecho.trigger.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The results of a bench as JSON: {@code event}, {@code runs}, {@code warm}, {@code machine} and {@code functions}, a list
 * in the order of the command line. Each function has its {@code logicalId} and every {@link BenchMetric}: {@code value},
 * {@code lowerQuartile} and {@code upperQuartile} where it is a median, and {@code ratio}, its value divided by that of the
 * first function. What was not measured is null.
 */
final class BenchJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BenchJson() {}

    static String of(String event, int runs, int warm, Machine machine, List<BenchResult> results) {
        ObjectNode bench = JSON.createObjectNode();
        bench.put("event", event).put("runs", runs).put("warm", warm);
        bench.putObject("machine")
                .put("java", machine.java())
                .put("os", machine.os())
                .put("processors", machine.processors());
        results.forEach(result -> bench.withArray("functions").add(function(result, results.get(0))));
        return bench.toPrettyString();
    }

    private static ObjectNode function(BenchResult result, BenchResult first) {
        ObjectNode function = JSON.createObjectNode().put("logicalId", result.function());
        for (BenchMetric metric : BenchMetric.values()) {
            Optional<Figure> figure = metric.of(result);
            Optional<Figure> base = metric.of(first);
            if (figure.isEmpty() || base.isEmpty()) {
                function.putNull(metric.key());
                continue;
            }
            ObjectNode json = function.putObject(metric.key());
            json.put("value", rounded(figure.get().value()));
            figure.get()
                    .spread()
                    .ifPresent(quartiles -> json.put("lowerQuartile", rounded(quartiles.lower()))
                            .put("upperQuartile", rounded(quartiles.upper())));
            json.put("ratio", rounded(figure.get().value() / base.get().value()));
        }
        return function;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
