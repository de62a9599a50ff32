/**
 * The command {@code bench}, which measures how functions start and how fast they are when warm. {@code Bench} measures;
 * {@code BenchMetric} has what is shown of the results, in a table or as JSON.
 */
package dev.streamecho.trigger.cli.bench;
