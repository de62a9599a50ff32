/**
 * From {@code CodeUri} to a folder that a function's process can run: {@link
 * dev.streamecho.trigger.function.code.CodeBuilder} builds Maven and Gradle projects and makefiles as {@code sam build}
 * does, unpacks archives, and copies classes; {@link dev.streamecho.trigger.function.code.HotReload} does so again when the
 * sources change. It uses nothing of the other packages but their errors and the limit of the size. The module {@code
 * stack} calls it.
 */
package dev.streamecho.trigger.function.code;
