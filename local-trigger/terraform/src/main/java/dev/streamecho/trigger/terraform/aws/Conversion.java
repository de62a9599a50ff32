package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.terraform.configuration.ResourceInstance;

/** Makes resources of CloudFormation of one of Terraform. */
@FunctionalInterface
interface Conversion {

    /** Adds what the resource is in CloudFormation. */
    void add(ResourceInstance resource, StackBuilder stack);
}
