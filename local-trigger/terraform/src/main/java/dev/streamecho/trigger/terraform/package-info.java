/**
 * The door: {@link dev.streamecho.trigger.terraform.TerraformForm} reads a folder of Terraform's files, or the JSON of
 * {@code terraform show -json}, as one stack. The module {@code template} finds it by its service, and nothing else calls it.
 *
 * <p>Below it, each may use only those before it: {@code language}, which knows HCL and neither modules nor resources;
 * {@code configuration}, which knows modules and variables and no type of resource; {@code aws}, which makes CloudFormation's
 * resources of Terraform's.
 */
@NullMarked
package dev.streamecho.trigger.terraform;

import org.jspecify.annotations.NullMarked;
