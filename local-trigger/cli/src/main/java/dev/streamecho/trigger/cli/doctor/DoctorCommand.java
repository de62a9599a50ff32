package dev.streamecho.trigger.cli.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.cli.screen.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Tells what of this machine a run needs, what is missing, and what to do. As JSON: {@code diagnoses}, a list, each with its
 * {@code name}, {@code state} ({@code ok}, {@code missing}, {@code absent} or {@code note}), {@code found}, and {@code advice} if
 * there is something to do.
 */
@Command(
        name = "doctor",
        description = {
            "Shows what this machine has, what is missing and what needs it, and what to do about it.",
            "The exit status is 1 if what this folder defines needs something that is missing."
        })
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private TemplateOptions template;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Definition definition = Definition.read(template);
        Map<String, List<String>> needs = definition.programs();
        List<Diagnosis> diagnoses = new ArrayList<>(Machine.diagnoses(version(), needs));
        diagnoses.addAll(new Programs(needs).diagnoses());
        diagnoses.addAll(Ports.diagnoses());
        diagnoses.addAll(OwnFiles.diagnoses());
        diagnoses.add(definition.diagnosis());
        definition
                .versionLines()
                .forEach(line -> diagnoses.add(
                        new Diagnosis("runtime", State.NOTE, line.replaceFirst("^runtime ", ""), Optional.empty())));
        print(diagnoses);
        return diagnoses.stream().anyMatch(diagnosis -> diagnosis.state() == State.MISSING)
                ? CommandLine.ExitCode.SOFTWARE
                : CommandLine.ExitCode.OK;
    }

    private String version() {
        String[] words = spec.root().version()[0].split(" ");
        return words[words.length - 1];
    }

    private void print(List<Diagnosis> diagnoses) {
        Screen screen = Screen.of(spec);
        if (output.isJson()) {
            screen.json(json(diagnoses));
            return;
        }
        int width = diagnoses.stream()
                .mapToInt(diagnosis -> diagnosis.name().length())
                .max()
                .orElse(0);
        for (Diagnosis diagnosis : diagnoses) {
            String state = "%-7s".formatted(diagnosis.state());
            screen.styled(
                    diagnosis.state().style(),
                    "%s  %s  %s"
                            .formatted(
                                    state,
                                    ("%-" + width + "s").formatted(diagnosis.name()),
                                    diagnosis.found()
                                            + diagnosis
                                                    .advice()
                                                    .map(advice -> ": " + advice)
                                                    .orElse("")));
        }
    }

    private static ObjectNode json(List<Diagnosis> diagnoses) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ArrayNode list = all.putArray("diagnoses");
        for (Diagnosis diagnosis : diagnoses) {
            ObjectNode one = list.addObject()
                    .put("name", diagnosis.name())
                    .put("state", diagnosis.state().toString())
                    .put("found", diagnosis.found());
            diagnosis.advice().ifPresent(advice -> one.put("advice", advice));
        }
        return all;
    }
}
