/** What the role of a function may do, as far as the template shows it. */
package dev.streamecho.trigger.template.check.policy;
