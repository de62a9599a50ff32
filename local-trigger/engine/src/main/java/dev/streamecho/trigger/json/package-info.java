/** What is wrong with JSON, in one line. It uses Jackson; every module that reads JSON of a user calls it. */
@NullMarked
package dev.streamecho.trigger.json;

import org.jspecify.annotations.NullMarked;
