/**
 * What passes between a test and the class loader that has DynamoDB Local: types of the JDK, of this package and the values of
 * {@link dev.streamecho.trigger.junit}. It is not an API of its own.
 */
@NullMarked
package dev.streamecho.trigger.junit.seam;

import org.jspecify.annotations.NullMarked;
