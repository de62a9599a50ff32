/** The command {@code doctor}: what of this machine a run needs. Each thing that it looks at is a {@code Diagnosis} of its own. */
package dev.streamecho.trigger.cli.doctor;
