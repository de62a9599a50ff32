/**
 * What {@code terraform show -json} prints, of a plan or of a state, and the state's own file: the resources with their values,
 * which need no evaluation. A plan does not have what is only known after it is applied; what it says of the configuration tells
 * which resource gives it.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/internals/json-format">JSON Output Format</a>
 */
@NullMarked
package dev.streamecho.trigger.terraform.shown;

import org.jspecify.annotations.NullMarked;
