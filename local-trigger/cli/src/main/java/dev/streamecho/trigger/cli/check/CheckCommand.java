package dev.streamecho.trigger.cli.check;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.options.OutputOption;
import dev.streamecho.trigger.cli.options.TemplateOptions;
import dev.streamecho.trigger.cli.screen.Screen;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.check.Finding;
import dev.streamecho.trigger.template.check.Severity;
import dev.streamecho.trigger.template.check.TemplateCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds what runs here and would fail, or lose something, on AWS. */
@Command(
        name = "check",
        description = {
            "Finds what runs here and would fail, or lose something, on AWS, without asking AWS.",
            "The exit status is 1 if there is an error."
        })
public final class CheckCommand implements Callable<Integer> {
    @Mixin
    private TemplateOptions template;

    @Option(
            names = "--against",
            paramLabel = "PATH",
            description = "The template that is deployed: also finds what an update would replace or delete.")
    private Path deployed;

    @Option(names = "--ignore", paramLabel = "RULE", split = ",", description = "Leaves out these rules.")
    private Set<String> ignored = Set.of();

    @Option(names = "--strict", description = "The exit status is 1 if there is a warning, too.")
    private boolean strict;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        refuseUnknownRules();
        Template read = template.read(Screen.ofErrors(spec)::line);
        Optional<Template> before = Optional.ofNullable(deployed).map(file -> template.readAsDeployed(file, read));
        List<Finding> findings = TemplateCheck.of(read, before, ignored);
        Screen screen = Screen.of(spec);
        if (output.isJson()) {
            screen.json(FindingsJson.of(findings));
        } else {
            FindingsText.print(findings, screen);
        }
        boolean isBad = findings.stream().anyMatch(finding -> strict || finding.severity() == Severity.ERROR);
        return isBad ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private void refuseUnknownRules() {
        Set<String> unknown = new TreeSet<>(ignored);
        TemplateCheck.rules().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new UserError("--ignore: there is no rule %s; the rules are %s"
                    .formatted(String.join(", ", unknown), String.join(", ", TemplateCheck.rules())));
        }
    }
}
