package dev.streamecho.trigger.junit.seam;

/** The door of the other class loader. */
public interface StackOpener {

    /** Reads the template and opens the database; there are no tables before {@link LocalStack#begin}. */
    LocalStack open(StackDefinition definition, Host host);
}
