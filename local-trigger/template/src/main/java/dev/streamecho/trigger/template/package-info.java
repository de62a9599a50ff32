/**
 * The door: {@link dev.streamecho.trigger.template.Template} reads a CloudFormation or SAM template and gives what a stack
 * of it would have, as definitions. It may use the three packages below it and, of ours, the module {@code base} alone. The
 * modules {@code stack} and {@code cli} call it.
 *
 * <p>Below it, each may use only those before it: {@code language}, which evaluates a template and knows no type of
 * resource; {@code resource}, the resources that are run here and the names of the others; {@code api}, the APIs of API
 * Gateway.
 */
@NullMarked
package dev.streamecho.trigger.template;

import org.jspecify.annotations.NullMarked;
