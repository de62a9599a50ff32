package dev.streamecho.trigger.journal;

import dev.streamecho.trigger.api.ApiCall;
import java.util.ArrayList;
import java.util.List;

/** The newest requests to APIs. This class is not thread-safe. */
final class Requests {
    private static final int MOST = 1_000;

    private final Numbered<RequestRow> calls = new Numbered<>(MOST);

    void add(ApiCall call, List<String> log) {
        if (calls.isFull()) {
            calls.removeOldest();
        }
        calls.add(new RequestRow(calls.nextNumber(), call, log, List.of()));
    }

    /** Returns them, the newest first. */
    List<RequestRow> rows(Arrivals arrivals) {
        List<RequestRow> rows = new ArrayList<>(calls.size());
        for (long n = calls.nextNumber() - 1; n >= calls.first(); n--) {
            RequestRow call = calls.get(n);
            if (call != null) {
                rows.add(call.with(arrivals));
            }
        }
        return rows;
    }
}
