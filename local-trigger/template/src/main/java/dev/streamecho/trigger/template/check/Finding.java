package dev.streamecho.trigger.template.check;

import dev.streamecho.trigger.template.language.TemplateError;
import dev.streamecho.trigger.template.language.Value;

/**
 * One thing that would fail or lose something on AWS.
 *
 * @param rule the name of the rule, by which it can be left out
 * @param file as the user named it
 * @param line from 1
 * @param place the resource and the property as a message names them
 * @param property its path in the resource; empty for the resource itself
 * @param problem what happens on AWS, and why
 * @param remedy what to write instead
 * @param documentation the address of the page that says so
 */
public record Finding(
        Severity severity,
        String rule,
        String file,
        int line,
        String place,
        String logicalId,
        String property,
        String problem,
        String remedy,
        String documentation) {

    static Finding of(Rule rule, Severity severity, String logicalId, Value place, String problem, String remedy) {
        TemplateError at = place.error(problem);
        return new Finding(
                severity,
                rule.name(),
                at.file(),
                at.line(),
                at.place(),
                logicalId,
                at.property().equals("Properties") ? "" : at.property(),
                problem,
                remedy,
                rule.documentation());
    }
}
