/**
 * Tables, mapping and clock of a test, in a class loader that shares nothing with the test but
 * {@link dev.streamecho.trigger.junit.seam}.
 */
@NullMarked
package dev.streamecho.trigger.junit.inside;

import org.jspecify.annotations.NullMarked;
