/**
 * From {@code CodeUri} to a folder that a function's process can run: {@link
 * dev.streamecho.trigger.function.code.CodeBuilder} builds it as {@code sam build} does, with what it needs of npm or pip,
 * unpacks archives, and copies code that needs no build; {@link dev.streamecho.trigger.function.code.HotReload} does so again
 * when the sources change. It uses nothing of the other packages but their errors, the limit of the size, and the
 * interpreter that will run the code. The module {@code stack} calls it.
 */
@NullMarked
package dev.streamecho.trigger.function.code;

import org.jspecify.annotations.NullMarked;
