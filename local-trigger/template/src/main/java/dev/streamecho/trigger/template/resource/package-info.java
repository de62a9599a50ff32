/**
 * The resources of a template, with what SAM makes of them: functions, tables, queues, layers and event source mappings as
 * definitions, what {@code Ref} and {@code Fn::GetAtt} give of each type, and what of them exists on AWS only.
 * {@link dev.streamecho.trigger.template.resource.StackResources} is what the package {@code template} calls. It may use
 * the {@code language} and nothing else of this module.
 */
@NullMarked
package dev.streamecho.trigger.template.resource;

import org.jspecify.annotations.NullMarked;
