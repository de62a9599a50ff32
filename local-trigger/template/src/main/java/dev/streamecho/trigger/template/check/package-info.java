/**
 * What runs here and would fail, or lose something, on AWS. {@code TemplateCheck} is the door; each {@code Rule} is a class, and
 * knows one page of AWS's documentation. What a role may do is in {@code policy}.
 */
package dev.streamecho.trigger.template.check;
