package dev.streamecho.trigger.terraform.language;

import java.nio.file.Path;
import java.util.Map;

/** What the names in an expression stand for. */
public interface Context {

    /**
     * Returns what a name at the beginning of a reference stands for, such as {@code var}.
     *
     * @throws EvaluationError if there is nothing of that name
     */
    HclValue named(String name);

    /** Returns the folder to which the paths of functions such as {@code file} are relative. */
    Path folder();

    /** Returns whether it is that of a template, which cannot evaluate another: one that names itself has no end. */
    default boolean isOfTemplate() {
        return false;
    }

    /** Returns this context with more names, which go before its own. */
    default Context with(Map<String, ? extends HclValue> more) {
        Context outer = this;
        return new Context() {
            @Override
            public HclValue named(String name) {
                HclValue inner = more.get(name);
                return inner == null ? outer.named(name) : inner;
            }

            @Override
            public Path folder() {
                return outer.folder();
            }

            @Override
            public boolean isOfTemplate() {
                return outer.isOfTemplate();
            }
        };
    }
}
