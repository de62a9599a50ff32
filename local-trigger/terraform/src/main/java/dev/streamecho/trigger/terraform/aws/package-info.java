/**
 * The resources of Terraform's provider for AWS, as CloudFormation has them: what runs here is described by a template's
 * definitions, whoever wrote it.
 *
 * <p>A {@link dev.streamecho.trigger.terraform.aws.Conversion} makes a type of resource of another. What a resource gets
 * only when it is made here, such as the ARN of its stream, stays a reference. It uses {@code configuration}, {@code language}
 * and the module {@code template}.
 */
@NullMarked
package dev.streamecho.trigger.terraform.aws;

import org.jspecify.annotations.NullMarked;
