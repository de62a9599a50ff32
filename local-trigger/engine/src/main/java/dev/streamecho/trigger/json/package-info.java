/** What is wrong with JSON, in one line. It uses Jackson; every module that reads JSON of a user calls it. */
package dev.streamecho.trigger.json;
