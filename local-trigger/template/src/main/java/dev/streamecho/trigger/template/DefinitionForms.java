package dev.streamecho.trigger.template;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.cdk.CdkForm;
import dev.streamecho.trigger.template.form.DefinitionForm;
import dev.streamecho.trigger.template.form.TemplateForm;
import dev.streamecho.trigger.template.language.Given;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The forms of definitions, in the order in which a folder is looked at. */
final class DefinitionForms {
    private static final DefinitionForm TEMPLATE = new TemplateForm();
    private static final DefinitionForm CDK = new CdkForm();

    private DefinitionForms() {}

    /** Other modules' are looked for only when they are needed, as that opens every library. */
    private static Stream<DefinitionForm> ofOtherModules() {
        return ServiceLoader.load(DefinitionForm.class).stream().map(ServiceLoader.Provider::get);
    }

    /** Returns the form of a definition; a template's if it is of no other, or not there. */
    static DefinitionForm of(Path path) {
        if (!Files.exists(path) || isYaml(path)) {
            return TEMPLATE;
        }
        return Stream.concat(Stream.of(CDK), ofOtherModules())
                .filter(form -> form.isOf(path))
                .findFirst()
                .orElse(TEMPLATE);
    }

    private static boolean isYaml(Path path) {
        String name = path.toString();
        return Files.isRegularFile(path) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    /**
     * Returns what of a folder the definition is.
     *
     * @param notices gets a line if there is another one
     * @throws UserError if there is none
     */
    static Path find(Path folder, Consumer<String> notices) {
        Optional<Path> template = TEMPLATE.in(folder);
        if (template.isPresent()) {
            Given.value(() -> CDK.in(folder))
                    .flatMap(other -> other)
                    .ifPresent(
                            other -> notices.accept("%s is taken; -t %s takes that".formatted(template.get(), other)));
            return template.get();
        }
        return CDK.in(folder)
                .or(() -> ofOtherModules()
                        .map(form -> form.in(folder))
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElseThrow(() -> new UserError("no %s, cdk.out or *.tf in %s; name a file or folder with -t"
                        .formatted(String.join(", ", TemplateForm.FILE_NAMES), folder.toAbsolutePath())));
    }
}
