package dev.streamecho.trigger.cli.doctor;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.stack.FunctionSetup;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What the folder defines, if it does, and what that needs. */
record Definition(Optional<Template> template, Diagnosis diagnosis) {
    private static final String NAME = "definition";

    static Definition read(TemplateOptions options) {
        if (!options.hasDefinition()) {
            return new Definition(
                    Optional.empty(), Diagnosis.of(NAME, State.ABSENT, "none in this folder", "name one with -t"));
        }
        try {
            Template template = options.read(line -> {});
            return new Definition(Optional.of(template), Diagnosis.ok(NAME, shown(template)));
        } catch (UserError e) {
            return new Definition(
                    Optional.empty(), new Diagnosis(NAME, State.MISSING, e.getMessage(), Optional.empty()));
        }
    }

    private static String shown(Template template) {
        return "%s: %s, %s, %s, %s"
                .formatted(
                        template.file(),
                        count(() -> template.tables().size(), "table"),
                        count(() -> template.queues().size(), "queue"),
                        count(() -> template.functions().size(), "function"),
                        count(() -> template.readableMappings().size(), "mapping"));
    }

    private static String count(Supplier<Integer> size, String things) {
        return Given.value(size).map(known -> Shown.count(known, things)).orElse(things + "s that cannot be read");
    }

    /** Returns the logical ids of the functions that need a program, by the program's name on the PATH. */
    Map<String, List<String>> programs() {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        for (FunctionDefinition function : functions()) {
            // What is wrong with a function is said when it runs.
            Given.value(() -> FunctionSetup.programs(function))
                    .orElse(Set.of())
                    .forEach(program -> needs.computeIfAbsent(program, name -> new ArrayList<>())
                            .add(function.logicalId()));
        }
        return needs;
    }

    /** Returns what the user should know of the runtimes that this machine has in another version. */
    List<String> versionLines() {
        return FunctionSetup.versionLines(functions());
    }

    private List<FunctionDefinition> functions() {
        return template.map(Template::functions).orElse(List.of());
    }
}
