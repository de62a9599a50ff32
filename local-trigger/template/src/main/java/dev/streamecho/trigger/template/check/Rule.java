package dev.streamecho.trigger.template.check;

import java.util.stream.Stream;

/** Finds one kind of thing that would fail or lose something on AWS. Implementations are immutable. */
interface Rule {

    /** Returns the name by which users leave the rule out, in words with hyphens. */
    String name();

    /** Returns the address of AWS's page from which the rule comes. */
    String documentation();

    /**
     * Returns what it finds. What cannot be read, or only AWS knows, is no finding.
     *
     * @throws dev.streamecho.trigger.UserError if something that it needs is wrong
     */
    Stream<Finding> find(CheckedStack stack);
}
