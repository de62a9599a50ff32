package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.terraform.language.HclValue;
import java.util.Optional;

/** What the providers of a configuration know: which resources matter, and attributes that nobody writes. */
public interface Provider {

    /** Returns whether anything here is made of resources of that type, so that one that is left out is missed. */
    boolean isNeeded(String type);

    /**
     * Returns the value of an attribute that the configuration does not give; empty if it cannot be known here.
     *
     * @param resource a resource or a data source
     */
    Optional<HclValue> attribute(ResourceInstance resource, String name);
}
