package dev.streamecho.trigger.template.language;

import java.util.List;
import java.util.Optional;

/** A resource as {@code Ref}, {@code Fn::GetAtt} and {@code Fn::Sub} see it. */
public interface Referable {
    /** The attribute that {@code Ref} gives. */
    String REF = "Ref";

    /** The prefix of what {@code Ref} gives of a name with a dot, such as {@code Ref: Function.Alias}. */
    String REF_OF = REF + ".";

    String logicalId();

    /** CloudFormation's name of its type, for messages. */
    String type();

    /**
     * Returns an attribute's value; empty if only AWS knows it, or if there is no such attribute.
     *
     * @param attribute as in {@code Fn::GetAtt}, or {@link #REF}, or a name after {@link #REF_OF}
     * @param from what asks, to say an error there
     * @throws dev.streamecho.trigger.UserError if the resource cannot have the attribute, as it stands in the template
     */
    Optional<String> attribute(String attribute, Value from);

    /** Returns the attributes that have a value here, sorted, in the form that {@link #attribute} takes. */
    List<String> attributes();

    /** Returns whether {@link #attributes} are all that it has on AWS, too. */
    boolean hasNoOtherAttributes();
}
