/**
 * From {@code CodeUri} to a folder that a function's process can run: builds Maven and Gradle projects as {@code sam build}
 * does, unpacks archives, and does so again when the sources change.
 */
package dev.streamecho.trigger.function.code;
