/**
 * Functions as processes: {@link dev.streamecho.trigger.function.LocalFunction} runs one, as on AWS, under AWS's runtime
 * interface client and behind the Lambda Runtime API. From outside in: the function lends its execution environments to
 * invocations, each environment owns a process, and each process has a port of the Runtime API and a copy of the code. It
 * uses {@code http}, and of {@code engine} the function's interface and the invocation. The module {@code stack} starts
 * the functions of a template, and {@code cli} single ones.
 */
@NullMarked
package dev.streamecho.trigger.function;

import org.jspecify.annotations.NullMarked;
