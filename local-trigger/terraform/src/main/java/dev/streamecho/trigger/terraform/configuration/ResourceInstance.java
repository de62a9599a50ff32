package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.terraform.language.HclValue;
import java.util.Optional;

/** A resource, or a data source, of which {@code count} and {@code for_each} make one or more of a block. */
public interface ResourceInstance {

    /** Returns its address, such as {@code module.orders.aws_sqs_queue.failed["a"]}; that of a data source begins with {@code data}. */
    String address();

    /** Returns Terraform's name of its type, such as {@code aws_sqs_queue}. */
    String type();

    /** Returns its name within the configuration, such as {@code failed}. */
    String name();

    /** Returns whether it is a data source, which is only read. */
    boolean isData();

    /** Returns the file where it is written, as messages name it. */
    String file();

    /** Returns what is written in it. */
    Settings settings();

    /**
     * Returns an attribute, be it written or computed.
     *
     * @throws dev.streamecho.trigger.terraform.language.EvaluationError if it is a mistake
     */
    HclValue attribute(String name);

    /** Returns the value of a variable of the module that it is in; empty if the module does not have it, or is not known. */
    Optional<HclValue> variable(String name);
}
