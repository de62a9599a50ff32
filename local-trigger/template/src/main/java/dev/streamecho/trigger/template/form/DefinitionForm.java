package dev.streamecho.trigger.template.form;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A form in which people define a stack: a template, what CDK synthesizes, Terraform. Every form gives the same, resources
 * with CloudFormation's names and properties, so that nothing behind it knows where they came from.
 *
 * <p>An implementation that is not of this module is found by {@link java.util.ServiceLoader}; it has no state, and loads what
 * it needs only when it reads a definition.
 */
public interface DefinitionForm {

    /**
     * Returns what of a folder is a definition of this form: a file in it, a folder in it, or the folder itself; empty if the
     * folder has none. It opens no file.
     *
     * @param folder exists
     */
    Optional<Path> in(Path folder);

    /**
     * Returns whether a file or folder is a definition of this form.
     *
     * @param path exists
     */
    boolean isOf(Path path);

    /**
     * Reads a definition.
     *
     * @param path that {@link #in} gave, or for which {@link #isOf} holds; messages name it as it is given
     * @throws dev.streamecho.trigger.UserError if it cannot be read
     */
    Definition read(Path path, DefinitionInputs inputs);

    /** Returns whether it reads {@link DefinitionInputs#variableFiles}. */
    default boolean hasVariableFiles() {
        return false;
    }
}
