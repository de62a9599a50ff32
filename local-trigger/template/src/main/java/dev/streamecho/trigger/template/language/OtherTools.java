package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Files of other tools that are given in a template's place, and what to give instead. */
final class OtherTools {
    private static final String CDK = "run cdk synth, and give the folder that it writes: -t cdk.out";

    private static final Map<Pattern, String> BY_NAME = Map.of(
            Pattern.compile(".*\\.(auto\\.)?tfvars(\\.json)?"),
            "a file with values of Terraform's variables; give the folder whose configuration has the variables, and the values with --parameter-overrides",
            Pattern.compile("serverless\\.(ya?ml|json|ts|js)"),
            "of the Serverless Framework, not a template; run serverless package, and give the template that it writes: -t .serverless/cloudformation-template-update-stack.json",
            Pattern.compile("cdk\\.json"),
            "CDK's configuration, not a template; " + CDK,
            Pattern.compile(".*\\.(ts|js|mjs|py|java|kt|cs|go)"),
            "a program, not a template; if it is an app of CDK, " + CDK,
            Pattern.compile("samconfig\\.(toml|ya?ml)"),
            "SAM CLI's configuration, not a template; it is read together with the template next to it: -t template.yaml");

    private OtherTools() {}

    /** @throws UserError if the file's name is one that another tool gives its files */
    static void refuse(Path file) {
        String name = String.valueOf(file.getFileName());
        if (Files.isRegularFile(file)) {
            BY_NAME.forEach((pattern, what) -> {
                if (pattern.matcher(name).matches()) {
                    throw new UserError("%s is %s".formatted(file, what));
                }
            });
        }
    }
}
