package dev.streamecho.trigger.page.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.stack.StackRun;
import java.time.Clock;

/** All endpoints of a stack that has started. */
final class StackRoutes {
    private StackRoutes() {}

    static Router of(ShownStack.Started shown) {
        StackRun stack = shown.stack();
        Router router = new Router();
        Journal journal = stack.journal();
        new RunEndpoints(shown.runId(), shown.startedAt(), stack).addTo(router);
        StatusJson status = new StatusJson(stack, Clock.systemUTC());
        router.add("GET", "/status", call -> Answer.json(status.now()));
        RecordEndpoints records = new RecordEndpoints(stack);
        records.addTo(router);
        BatchEndpoints batches = new BatchEndpoints(stack);
        batches.addTo(router);
        new WhyEndpoint(stack).addTo(router);
        new AgainEndpoints(stack, records, batches).addTo(router);
        new SeriesEndpoint(journal, Clock.systemUTC()).addTo(router);
        new ItemEndpoints(stack).addTo(router);
        new MappingEndpoints(stack).addTo(router);
        new FunctionEndpoints(stack).addTo(router);
        new FilterEndpoint(journal).addTo(router);
        new FailureEndpoints(journal, new DiscardedBatches(stack)).addTo(router);
        new ExportEndpoints(records, batches).addTo(router);
        new EventFileEndpoint(stack.template().file()).addTo(router);
        return router.add("GET", "/requests", call -> requests(journal));
    }

    private static Answer requests(Journal journal) {
        ObjectNode json = Json.object();
        ArrayNode requests = json.putArray("requests");
        journal.requests().forEach(request -> requests.add(RequestJson.of(request)));
        return Answer.json(json);
    }
}
