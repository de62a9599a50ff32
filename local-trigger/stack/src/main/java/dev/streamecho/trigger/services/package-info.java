/** The services of AWS that functions call and that are not here: their calls are refused, and never leave this machine. */
package dev.streamecho.trigger.services;
