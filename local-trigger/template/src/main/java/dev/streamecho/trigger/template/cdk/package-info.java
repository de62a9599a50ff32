/**
 * What CDK synthesizes, as a form of definition: {@link dev.streamecho.trigger.template.cdk.CdkForm}. Its templates are read as
 * any other; this package finds them, chooses among them, leads assets to the files that they are copied from, and leaves out
 * what CDK adds for its own deployments. It may use {@code form} and {@code language}.
 */
@NullMarked
package dev.streamecho.trigger.template.cdk;

import org.jspecify.annotations.NullMarked;
