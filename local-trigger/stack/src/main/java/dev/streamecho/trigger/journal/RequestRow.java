package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.api.ApiCall;
import java.util.List;

/**
 * A request to an API that was answered.
 *
 * @param n its number in the run
 * @param call what was asked and answered
 * @param log what the function printed meanwhile, line by line
 * @param records the changes that were written while the function was called, as far as they were read by now: a guess, as several
 *     functions and clients can write at a time
 */
public record RequestRow(long n, ApiCall call, List<String> log, List<Long> records) {

    /** Makes a row; the lists are copied. */
    public RequestRow {
        log = List.copyOf(log);
        records = List.copyOf(records);
    }

    RequestRow with(Arrivals arrivals) {
        return call.function().isEmpty()
                ? this
                : new RequestRow(
                        n, call, log, arrivals.between(call.at(), call.at().plus(call.duration())));
    }
}
