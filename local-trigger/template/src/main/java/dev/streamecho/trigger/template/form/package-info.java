/**
 * The forms in which people define a stack. {@link dev.streamecho.trigger.template.form.DefinitionForm} is what each of them
 * implements, and {@link dev.streamecho.trigger.template.form.TemplateForm} the one for templates; the others are packages
 * or modules of their own, found by {@link java.util.ServiceLoader}. It may use {@code language}.
 */
@NullMarked
package dev.streamecho.trigger.template.form;

import org.jspecify.annotations.NullMarked;
