/**
 * The language of CloudFormation's templates: a file becomes a tree of nodes that know their lines, and a
 * {@link dev.streamecho.trigger.template.language.Value} is a node in the scope in which it is evaluated. Its intrinsic
 * functions are applied when it is read. So what nobody needs is never evaluated and cannot fail, and what is needed fails
 * with its file, logical id, property and line.
 *
 * <p>The language knows no type of resource. What {@code Ref} and {@code Fn::GetAtt} give, it asks the
 * {@link dev.streamecho.trigger.template.language.ReferableResources} of the scope. It uses SnakeYAML, Jackson and the
 * module {@code base}; all other packages of this module call it.
 */
@NullMarked
package dev.streamecho.trigger.template.language;

import org.jspecify.annotations.NullMarked;
