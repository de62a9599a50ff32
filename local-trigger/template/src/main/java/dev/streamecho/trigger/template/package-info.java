/**
 * Reads CloudFormation and SAM templates as a local run needs them.
 *
 * <p>A file becomes a tree of nodes that know their lines; {@link dev.streamecho.trigger.template.Template} puts
 * parameters, conditions, mappings and SAM's globals around it; a {@link dev.streamecho.trigger.template.Value} resolves
 * its intrinsic functions when somebody reads it. So what nobody needs is never resolved and cannot fail, and what is
 * needed fails with its file, logical id, property and line.
 */
package dev.streamecho.trigger.template;
