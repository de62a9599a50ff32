package dev.streamecho.trigger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.mapping.EventFilter;
import dev.streamecho.trigger.stack.EventSourceMappings;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.UnknownValues;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells for each record of event files whether it passes a filter, so that a pattern can be tried without deploying. */
@Command(name = "filter", description = "Says for each record of event files whether it matches a filter pattern.")
final class FilterCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Source source;

    @Mixin
    private TemplateOptions template;

    @Mixin
    private OutputOption output;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Event files, such as events/*.json.")
    private List<Path> files;

    @Spec
    private CommandSpec spec;

    private static final class Source {
        @Option(
                names = "--pattern",
                paramLabel = "JSON",
                required = true,
                description =
                        "A pattern as in FilterCriteria; if given several times, a record needs to match only one.")
        private List<String> patterns;

        @Option(
                names = "--mapping",
                paramLabel = "LOGICAL_ID",
                required = true,
                description = "Uses the patterns of this mapping of the template.")
        private String mapping;
    }

    private record Line(Path file, int index, String record, boolean matches) {

        private String place() {
            return "%s[%d]".formatted(file, index);
        }
    }

    @Override
    public Integer call() {
        EventFilter filter = EventFilter.of(source.mapping == null ? checked(source.patterns) : ofMapping());
        List<Line> lines = new ArrayList<>();
        for (Path file : files) {
            List<JsonNode> records = EventFile.records(file);
            for (int i = 0; i < records.size(); i++) {
                JsonNode record = records.get(i);
                lines.add(new Line(file, i, nameOf(record), filter.matches(record)));
            }
        }
        if (output.isJson()) {
            Screen.of(spec).json(json(lines));
        } else {
            print(lines);
        }
        return CommandLine.ExitCode.OK;
    }

    private static String nameOf(JsonNode record) {
        return record.has("messageId")
                ? record.path("messageId").asText()
                : record.path("eventName").asText("-") + " "
                        + record.path("eventID").asText("-");
    }

    private static List<String> checked(List<String> patterns) {
        for (String pattern : patterns) {
            EventFilter.reasonAgainst(pattern).ifPresent(reason -> {
                throw new UserError("--pattern: " + reason);
            });
        }
        return patterns;
    }

    private List<String> ofMapping() {
        Screen err = Screen.ofErrors(spec);
        Template read = template.read(err::line);
        List<EventSourceMappingDefinition> mappings = read.readableMappings();
        EventSourceMappingDefinition mapping = mappings.stream()
                .filter(definition -> definition.logicalId().equals(source.mapping))
                .filter(FilterCommand::isFiltered)
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "--mapping: %s is not a mapping on a table's stream or on a queue; the template has %s"
                                .formatted(source.mapping, filtered(mappings))));
        UnknownValues unknowns = new UnknownValues();
        unknowns.addFilter(mapping);
        unknowns.line().ifPresent(err::line);
        return EventSourceMappings.filterPatterns(mapping);
    }

    private static boolean isFiltered(EventSourceMappingDefinition mapping) {
        return mapping.readsDynamoDbStream() || mapping.readsQueue();
    }

    private static String filtered(List<EventSourceMappingDefinition> mappings) {
        List<String> names = mappings.stream()
                .filter(mapping -> Given.value(() -> isFiltered(mapping)).orElse(false))
                .map(EventSourceMappingDefinition::logicalId)
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static ObjectNode json(List<Line> lines) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode records = json.putArray("records");
        for (Line line : lines) {
            records.addObject()
                    .put("file", line.file().toString())
                    .put("index", line.index())
                    .put("record", line.record())
                    .put("matches", line.matches());
        }
        return json.put("matching", lines.stream().filter(Line::matches).count());
    }

    private void print(List<Line> lines) {
        Screen screen = Screen.of(spec);
        int width = lines.stream().mapToInt(line -> line.place().length()).max().orElse(0);
        for (Line line : lines) {
            String verdict = line.matches() ? "match" : "no match";
            if (screen.isQuiet()) {
                screen.line(verdict);
            } else {
                String style = line.matches() ? "green" : "faint";
                screen.styled(String.format("%-" + width + "s  %s  ", line.place(), line.record()), style, verdict);
            }
        }
        if (!screen.isQuiet()) {
            long matching = lines.stream().filter(Line::matches).count();
            screen.line("%d of %d records match".formatted(matching, lines.size()));
        }
    }
}
