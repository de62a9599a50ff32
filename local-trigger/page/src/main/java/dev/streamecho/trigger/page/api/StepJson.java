package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.journal.Attempt;
import dev.streamecho.trigger.journal.Step;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What happened to a record or a batch, step by step. */
final class StepJson {
    private StepJson() {}

    /** @param reasons why no pattern matches, if none does */
    static ArrayNode of(List<Step> steps, Supplier<String> reasons) {
        ArrayNode array = Json.array();
        for (Step step : steps) {
            array.add(of(step, reasons));
            if (step instanceof Step.Attempted attempted && attempted.isHandled()) {
                array.add(step(attempted.attempt().at().plus(attempted.attempt().duration()), "handled", "")
                        .put("batch", attempted.batch()));
            }
        }
        return array;
    }

    private static ObjectNode of(Step step, Supplier<String> reasons) {
        if (step instanceof Step.Written) {
            return step(step.at(), "written", "");
        }
        if (step instanceof Step.Read) {
            return step(step.at(), "read", "");
        }
        if (step instanceof Step.Filtered) {
            return step(step.at(), "filtered", reasons.get());
        }
        if (step instanceof Step.Attempted attempted) {
            return attempt("attempt", attempted.attempt()).put("batch", attempted.batch());
        }
        if (step instanceof Step.Resent resent) {
            return attempt("resent", resent.attempt());
        }
        if (step instanceof Step.Split split) {
            return step(split.at(), "split", "batch %d was split, and goes on as others".formatted(split.batch()))
                    .put("batch", split.into());
        }
        if (step instanceof Step.Retrying retrying) {
            return step(retrying.at(), "retry", "")
                    .put("batch", retrying.batch())
                    .put("until", Json.time(retrying.until()));
        }
        if (step instanceof Step.Invoking invoking) {
            return step(invoking.at(), "invoking", "the function is called with it now")
                    .put("batch", invoking.batch())
                    .put("attempt", invoking.attempt());
        }
        if (step instanceof Step.Discarded discarded) {
            ObjectNode json = step(discarded.at(), "discarded", describe(discarded));
            Json.putNumber(json, "batch", discarded.batch());
            return json;
        }
        throw new AssertionError(step);
    }

    private static String describe(Step.Discarded discarded) {
        return discarded.condition()
                + discarded.place().map(place -> ", to " + place).orElse(", without a destination");
    }

    static ArrayNode attempts(long batch, List<Attempt> attempts) {
        ArrayNode array = Json.array();
        attempts.forEach(attempt -> array.add(attempt("attempt", attempt).put("batch", batch)));
        return array;
    }

    private static ObjectNode attempt(String kind, Attempt attempt) {
        ObjectNode json = step(
                        attempt.at(),
                        kind,
                        "%d, %s%s"
                                .formatted(
                                        attempt.number(),
                                        Shown.count(attempt.batchSize(), "record"),
                                        attempt.reason()
                                                .map(reason -> ": " + reason)
                                                .orElse("")))
                .put("attempt", attempt.number())
                .put("requestId", attempt.requestId())
                .put("result", Words.of(attempt))
                .put("durationMillis", Json.millis(attempt.duration()))
                .put("handled", attempt.handled());
        attempt.initDuration().ifPresent(init -> json.put("initMillis", Json.millis(init)));
        attempt.failure()
                .ifPresent(failure -> json.putObject("error")
                        .put("type", failure.type())
                        .put("message", failure.message())
                        .set("stackTrace", Json.strings(failure.stackTrace())));
        Json.put(json, "response", attempt.response());
        json.set("log", Json.strings(attempt.log()));
        return json;
    }

    private static ObjectNode step(Instant at, String kind, String text) {
        return Json.object().put("at", Json.time(at)).put("kind", kind).put("text", text);
    }
}
