/**
 * HCL, the language of Terraform: a file becomes blocks and arguments that know their lines, and an argument's
 * {@link dev.streamecho.trigger.terraform.language.Expression} gives a
 * {@link dev.streamecho.trigger.terraform.language.HclValue} when it is evaluated with what its names stand for, a
 * {@link dev.streamecho.trigger.terraform.language.Context}.
 *
 * <p>The language knows neither modules nor resources. What cannot be evaluated here gives
 * {@link dev.streamecho.trigger.terraform.language.HclValue.Unresolved}, which goes through operators, functions and strings
 * to where it is used; a mistake throws an {@link dev.streamecho.trigger.terraform.language.EvaluationError}. It uses
 * Jackson and the module {@code base}.
 *
 * @see <a href="https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md">HCL Native Syntax Specification</a>
 */
@NullMarked
package dev.streamecho.trigger.terraform.language;

import org.jspecify.annotations.NullMarked;
