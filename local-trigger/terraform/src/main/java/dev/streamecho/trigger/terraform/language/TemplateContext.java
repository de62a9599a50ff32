package dev.streamecho.trigger.terraform.language;

import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import java.nio.file.Path;

/** What the names in a template file stand for: the variables that it is given, and nothing else. */
record TemplateContext(Entries variables, Path folder) implements Context {

    @Override
    public HclValue named(String name) {
        if (!variables.keys().contains(name)) {
            throw new EvaluationError("the template uses %s, which it is not given; it has %s"
                    .formatted(name, String.join(", ", variables.keys())));
        }
        return variables.get(name);
    }

    @Override
    public boolean isOfTemplate() {
        return true;
    }
}
