/**
 * A Terraform configuration as {@code terraform plan} would see it: its files, variables, locals and modules, and the
 * {@link dev.streamecho.trigger.terraform.configuration.ResourceInstance}s that they make. Nothing is evaluated before somebody
 * asks for it.
 *
 * <p>It knows no type of resource: what a provider would compute, it asks
 * {@link dev.streamecho.trigger.terraform.configuration.Provider}. It uses the package {@code language} and the module
 * {@code base}.
 */
@NullMarked
package dev.streamecho.trigger.terraform.configuration;

import org.jspecify.annotations.NullMarked;
