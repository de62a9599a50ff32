package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.api.ApiCall;
import java.util.List;

/**
 * A request to an API that was answered.
 *
 * @param n its number in the run
 * @param call what was asked and answered
 * @param records the changes that the function made meanwhile, as far as they were read by now
 */
public record RequestRow(long n, ApiCall call, List<Long> records) {

    /** Makes a row; the list is copied. */
    public RequestRow {
        records = List.copyOf(records);
    }
}
